package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.segsnap.format.BatchScanner.Depth;
import io.segsnap.fuzz.Checksums;
import io.segsnap.fuzz.FuzzTarget;
import io.segsnap.io.MemoryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Record batches: each is found whole or is damage, whatever the window, and its records decode or not. */
class BatchFuzzTest extends FuzzTarget {

  private static final Path NAME = Path.of("00000000000000000000.log");
  private static final ByteBuffer SMALL = ByteBuffer.allocateDirect(96);
  private static final int FIXED_BYTES = 256 << 10;
  private static final int BYTES_FOR_EACH = 64;
  /** What the codecs' libraries allocate for a stream: lz4 the largest block that its frame may have. */
  private static final int BYTES_FOR_STREAM = 9 << 20;

  @FuzzTest
  void areScannedAndDecoded(byte[] data) throws IOException {
    count();
    check(data);
    check(Checksums.batches(data));
  }

  private static void check(byte[] content) throws IOException {
    MemoryFile file = new MemoryFile(NAME, ByteBuffer.wrap(content));
    ByteBuffer large = ByteBuffer.allocateDirect(Math.max(1024, content.length));
    long fixed = FIXED_BYTES + (long) BYTES_FOR_EACH * content.length;
    bounded(fixed, () -> scansAlike(file, large));
    CountingCodecs codecs = new CountingCodecs();
    BatchScanner scanner = scanner(file, large, Depth.CHECKSUMS);
    while (scanner.next()) {
      codecs.reset();
      // at most what is decompressed, twice, for the memory that grows, and once more as a record
      attempt(() -> bounded(
          fixed + BYTES_FOR_STREAM + 4L * CountingCodecs.MAX_BYTES,
          () -> decode(scanner.batch(), codecs)));
    }
  }

  private static BatchScanner scanner(MemoryFile file, ByteBuffer window, Depth depth) {
    return new BatchScanner(file, window, depth, 0, file.size(), 0);
  }

  private static void scansAlike(MemoryFile file, ByteBuffer large) throws IOException {
    BatchScanner headers = scanner(file, SMALL, Depth.HEADERS);
    BatchScanner one = scanner(file, large, Depth.CHECKSUMS);
    while (one.next()) {
      assertTrue(headers.next());
      assertEquals(one.position(), headers.position());
      assertEquals(one.nextOffset(), headers.nextOffset());
    }
    long valid = one.validEnd();
    BatchScanner other = scanner(file, SMALL, Depth.CHECKSUMS);
    while (other.next()) {
      assertTrue(other.validEnd() <= valid);
    }
    assertEquals(valid, other.validEnd());
    assertEquals(one.damage(), other.damage());
    assertEquals(one.damage() == null, valid == file.size());
  }

  private static void decode(RecordBatch batch, Codecs codecs) throws IOException {
    ControlRecord.of(batch);
    try (RecordCursor cursor = new RecordCursor(codecs).open(batch)) {
      int count = 0;
      while (cursor.next()) {
        count++;
        cursor.toRecord();
      }
      assertEquals(Math.max(0, batch.recordCount()), count);
    } catch (MalformedRecordException e) {
      // what callers turn into a corruption that names the file
    }
  }
}
