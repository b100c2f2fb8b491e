package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.segsnap.format.IndexContents;
import io.segsnap.format.OffsetIndex;
import io.segsnap.format.SegmentIndexes;
import io.segsnap.fuzz.FuzzTarget;
import io.segsnap.fuzz.Parts;
import io.segsnap.io.MemoryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Index files: usable, or to be rebuilt; look-ups end, and lead nowhere outside of the segment. */
class IndexFuzzTest extends FuzzTarget {

  private static final int FIXED_BYTES = 256 << 10;
  private static final int BYTES_FOR_EACH = 64;
  private static final int INTERVAL_BYTES = 4096;
  private static final long[] PROBES = {
    -1, 0, 1, 41, 4096, 1_700_000_000_000L, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final ByteBuffer ENTRY = ByteBuffer.allocateDirect(64);

  @FuzzTest
  void areUsedOrRefused(byte[] data) throws IOException {
    count();
    Parts parts = Parts.of(data);
    byte[] offsets = parts.get("index");
    byte[] times = parts.get("timeindex");
    byte[] transactions = parts.get("txnindex");
    for (long segmentBytes : new long[] {0, 20_000, Integer.MAX_VALUE, 1L << 40}) {
      bounded(FIXED_BYTES + (long) BYTES_FOR_EACH * data.length, () -> {
        load(offsets, times, transactions, segmentBytes);
        lookUp(file(offsets), file(times), segmentBytes);
      });
    }
  }

  private static MemoryFile file(byte[] content) {
    return new MemoryFile(Path.of("index"), ByteBuffer.wrap(content));
  }

  private static void load(byte[] offsets, byte[] times, byte[] transactions, long segmentBytes) {
    SegmentIndexes indexes = new SegmentIndexes(0, INTERVAL_BYTES);
    if (indexes.transactions().load(ByteBuffer.wrap(transactions))) {
      assertEquals(ByteBuffer.wrap(transactions), indexes.contents().transactionIndex());
      for (int i = 0; i < indexes.transactions().count(); i++) {
        assertTrue(indexes.transactions().get(i).lastOffset() >= 0);
      }
    }
    long from = indexes.load(ByteBuffer.wrap(offsets), ByteBuffer.wrap(times), segmentBytes);
    if (from < 0) {
      return;
    }
    OffsetIndex index = indexes.offsets();
    assertTrue(from < Math.max(1, segmentBytes));
    for (long probe : PROBES) {
      assertTrue(index.lookup(probe) < Math.max(1, segmentBytes));
      assertTrue(indexes.times().lookup(probe) < indexes.times().count());
    }
    IndexContents stored = indexes.contents();
    SegmentIndexes again = new SegmentIndexes(0, INTERVAL_BYTES);
    assertEquals(from, again.load(stored.offsetIndex(), stored.timeIndex(), segmentBytes));
    assertEquals(stored.offsetIndex(), again.contents().offsetIndex());
    assertEquals(stored.timeIndex(), again.contents().timeIndex());
  }

  private static void lookUp(MemoryFile offsets, MemoryFile times, long segmentBytes)
      throws IOException {
    for (long probe : PROBES) {
      assertTrue(IndexFile.positionOf(offsets, probe, ENTRY) >= 0);
      if (IndexFile.hasTimeBefore(times, probe, ENTRY)) {
        assertTrue(ENTRY.getLong(0) < probe);
      }
      IndexFile.endsLikeTimeIndex(times, segmentBytes, probe, ENTRY);
    }
    IndexFile.lastTimestamp(times, ENTRY);
    assertTrue(IndexFile.lastPosition(offsets, segmentBytes, ENTRY) < Math.max(1, segmentBytes));
  }
}
