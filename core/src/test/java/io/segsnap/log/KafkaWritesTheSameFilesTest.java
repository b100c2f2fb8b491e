package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.segsnap.oracle.KafkaLog;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.KafkaSettings;
import io.segsnap.oracle.LogContents;
import io.segsnap.oracle.SegsnapRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same batches into Kafka's log and into segsnap's: the same files, byte for byte. */
class KafkaWritesTheSameFilesTest {

  private static final int EPOCH = 3;

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({
    "1000000,4096,10485760",
    "20000,4096,10485760",
    "20000,100,10485760",
    "5000,0,10485760",
    "1000000,200,100",
    "1000000,0,64",
    "3000,1000,96"
  })
  void plainBatchesGiveTheSameFiles(int segmentBytes, int interval, int indexBytes)
      throws IOException {
    Random random = new Random(segmentBytes + interval);
    List<ByteBuffer> batches = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      String[] values = new String[1 + random.nextInt(4)];
      java.util.Arrays.fill(values, "v".repeat(random.nextInt(300)));
      batches.add(TestRecords.batchAt(random.nextInt(1000), values));
    }
    assertSameFiles(new KafkaSettings(segmentBytes, interval, indexBytes), batches);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void producersAndTransactionsGiveTheSameFiles(int seed) throws IOException {
    assertSameFiles(new KafkaSettings(3000, 500, 10 << 20), transactions(seed));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void kafkaFindsTheSameProducersAndAbortedTransactions(boolean clean) throws IOException {
    KafkaSettings settings = new KafkaSettings(3000, 500, 10 << 20);
    LogContents expected;
    Path kafka = folder.resolve("kafka-0");
    try (KafkaLog log = KafkaLog.open(kafka, settings, true)) {
      for (ByteBuffer batch : transactions(9)) {
        log.append(MemoryRecords.readableRecords(batch.duplicate()), EPOCH);
      }
      expected = log.contents();
    }
    Path ours = folder.resolve("ours-0");
    try (Log log = Log.open(ours, options(settings))) {
      for (ByteBuffer batch : transactions(9)) {
        log.append(batch);
      }
    }
    assertFalse(expected.aborted().isEmpty());
    LogContents actual = KafkaOracle.open(ours, folder, clean);
    assertEquals(expected.producers(), actual.producers());
    assertEquals(expected.aborted(), actual.aborted());
    assertEquals(expected, actual);
  }

  @Test
  void aReopenedLogGoesOnWithTheSameProducerState() throws IOException {
    KafkaSettings settings = new KafkaSettings(3000, 500, 10 << 20);
    Path ours = folder.resolve("ours-0");
    int count = 0;
    for (ByteBuffer batch : transactions(4).subList(0, 50)) {
      Log log = TestLog.openToKill(ours, options(settings));
      log.append(batch);
      if (count++ % 2 == 0) {
        log.close();
      }
    }
    TestLog.openToKill(ours, options(settings)).close();
    assertEquals(KafkaOracle.open(ours, folder, false), KafkaOracle.open(ours, folder, true));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bothTakeTurnsOnOneDirectory(boolean clean) throws IOException {
    KafkaSettings settings = new KafkaSettings(3000, 500, 10 << 20);
    Path directory = folder.resolve("shared-0");
    List<ByteBuffer> batches = transactions(6);
    for (int turn = 0; turn < 6; turn++) {
      List<ByteBuffer> part = batches.subList(turn * 20, turn * 20 + 20);
      if (turn % 2 == 0) {
        try (KafkaLog log = KafkaLog.open(directory, settings, clean)) {
          for (ByteBuffer batch : part) {
            log.append(MemoryRecords.readableRecords(batch.duplicate()), EPOCH);
          }
        }
      } else {
        try (Log log = Log.open(directory, options(settings))) {
          for (ByteBuffer batch : part) {
            log.append(batch.duplicate());
          }
        }
      }
    }
    Path once = folder.resolve("once-0");
    try (KafkaLog log = KafkaLog.open(once, settings, true)) {
      for (ByteBuffer batch : batches.subList(0, 120)) {
        log.append(MemoryRecords.readableRecords(batch.duplicate()), EPOCH);
      }
    }
    LogContents expected = KafkaOracle.open(once, folder, true);
    assertEquals(expected, KafkaOracle.open(directory, folder, clean));
    try (Log log = Log.open(directory, options(settings))) {
      assertEquals(expected.records(), SegsnapRecords.of(log));
    }
  }

  private void assertSameFiles(KafkaSettings settings, List<ByteBuffer> batches)
      throws IOException {
    Path kafka = folder.resolve("kafka-0");
    Path ours = folder.resolve("ours-0");
    try (KafkaLog log = KafkaLog.open(kafka, settings, true)) {
      for (ByteBuffer batch : batches) {
        log.append(MemoryRecords.readableRecords(copy(batch)), EPOCH);
      }
    }
    try (Log log = Log.open(ours, options(settings))) {
      for (ByteBuffer batch : batches) {
        log.append(batch.duplicate());
      }
    }
    Map<String, ByteBuffer> expected = TestLog.files(kafka);
    Map<String, ByteBuffer> actual = TestLog.files(ours);
    expected.remove("partition.metadata");
    actual.remove(LogCheckpoint.FILE_NAME);
    assertEquals(expected.keySet(), actual.keySet());
    for (String name : expected.keySet()) {
      assertEquals(expected.get(name), actual.get(name), name);
    }
  }

  private static ByteBuffer copy(ByteBuffer batch) {
    return ByteBuffer.allocate(batch.remaining()).put(batch.duplicate()).flip();
  }

  private static LogOptions options(KafkaSettings settings) {
    return LogOptions.defaults()
        .withSegmentBytes(settings.segmentBytes())
        .withIndexIntervalBytes(settings.indexIntervalBytes())
        .withMaxIndexBytes(settings.maxIndexBytes())
        .withLeaderEpoch(EPOCH);
  }

  /** Batches of five producers, some in transactions that end either way, some never. */
  private static List<ByteBuffer> transactions(int seed) {
    Random random = new Random(seed);
    int producers = 5;
    int[] sequence = new int[producers];
    int[] epoch = new int[producers];
    boolean[] open = new boolean[producers];
    List<ByteBuffer> batches = new ArrayList<>();
    while (batches.size() < 160) {
      int p = random.nextInt(producers);
      boolean transactional = p < 3;
      if (open[p] && random.nextInt(4) == 0) {
        batches.add(
            random.nextBoolean()
                ? TestRecords.commit(p, epoch[p])
                : TestRecords.abort(p, epoch[p]));
        open[p] = false;
      } else if (!open[p] && random.nextInt(12) == 0) {
        epoch[p]++;
        sequence[p] = 0;
      } else {
        String[] values = new String[1 + random.nextInt(3)];
        java.util.Arrays.fill(values, "v".repeat(random.nextInt(120)));
        batches.add(
            transactional
                ? TestRecords.transactional(p, epoch[p], sequence[p], values)
                : TestRecords.idempotent(p, epoch[p], sequence[p], values));
        sequence[p] += values.length;
        open[p] = transactional;
      }
    }
    return batches;
  }
}
