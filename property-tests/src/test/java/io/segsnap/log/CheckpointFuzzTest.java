package io.segsnap.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.segsnap.format.LeaderEpochs;
import io.segsnap.format.OffsetCheckpoint;
import io.segsnap.format.Producer;
import io.segsnap.format.ProducerSnapshot;
import io.segsnap.fuzz.Checksums;
import io.segsnap.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** The small files beside the segments: what is read is written as the same. */
class CheckpointFuzzTest extends FuzzTarget {

  private static final int FIXED_BYTES = 256 << 10;
  private static final int BYTES_FOR_EACH = 512;

  @FuzzTest
  void areReadOrRefused(byte[] data) throws IOException {
    count();
    long bound = FIXED_BYTES + (long) BYTES_FOR_EACH * data.length;
    String text = new String(data, ISO_8859_1);
    bounded(
        bound,
        () -> OffsetCheckpoint.offsetOf(text, "orders-0")
            .ifPresent(offset -> assertTrue(offset >= 0)));
    bounded(bound, () -> LeaderEpochs.parse(text).ifPresent(CheckpointFuzzTest::use));
    bounded(bound, () -> readCheckpoint(data));
    bounded(bound, () -> readProducers(data));
    bounded(bound, () -> readProducers(Checksums.producers(data)));
  }

  private static void use(LeaderEpochs epochs) {
    byte[] content = epochs.toBytes();
    LeaderEpochs again = LeaderEpochs.parse(new String(content, ISO_8859_1)).orElseThrow();
    assertArrayEquals(content, again.toBytes());
    epochs.truncateFromStart(5);
    assertEquals(again.latest() >= 0, epochs.latest() >= 0);
    epochs.truncateFromEnd(7);
    epochs.observe(epochs.latest() + 1, 7);
    assertTrue(LeaderEpochs.parse(new String(epochs.toBytes(), ISO_8859_1)).isPresent());
  }

  private void readCheckpoint(byte[] content) throws IOException {
    Files.write(scratch().resolve(LogCheckpoint.FILE_NAME), content);
    LogCheckpoint read = LogCheckpoint.read(scratch()).orElseThrow();
    Files.write(scratch().resolve(LogCheckpoint.FILE_NAME), read.toBytes());
    assertEquals(read, LogCheckpoint.read(scratch()).orElseThrow());
  }

  private static void readProducers(byte[] content) {
    Optional<List<Producer>> producers = ProducerSnapshot.parse(ByteBuffer.wrap(content));
    producers.ifPresent(read -> assertArrayEquals(content, ProducerSnapshot.toBytes(read)));
  }
}
