package io.segsnap.inspect;

import io.segsnap.CorruptionException;
import io.segsnap.format.AbortedTransaction;
import io.segsnap.format.FileKind;
import io.segsnap.format.Producer;
import io.segsnap.format.ProducerSnapshot;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.TransactionIndex;
import io.segsnap.log.LogPoint;
import io.segsnap.log.SegmentInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which batches a consumer with {@code isolation.level=read_committed} does not get to see. */
final class AbortedTransactions {

  /** For each producer, first offset to last offset (of the marker) of its aborted transactions. */
  private final Map<Long, TreeMap<Long, Long>> ranges = new HashMap<>();

  private final long lastStableOffset;

  private AbortedTransactions(long lastStableOffset) {
    this.lastStableOffset = lastStableOffset;
  }

  static AbortedTransactions of(LogPoint point) throws IOException {
    PointFiles files = new PointFiles(point);
    var aborted = new AbortedTransactions(lastStableOffset(point, files));
    for (SegmentInfo segment : point.segments()) {
      Optional<ByteBuffer> content = files.content(FileKind.TXN_INDEX, segment.baseOffset());
      if (content.isPresent()) {
        Path index = FileKind.TXN_INDEX.in(point.directory(), segment.baseOffset());
        aborted.load(index, content.get());
      }
    }
    return aborted;
  }

  private static long lastStableOffset(LogPoint point, PointFiles files) throws IOException {
    long end = point.highWaterMark();
    return files
        .content(FileKind.PRODUCER_SNAPSHOT, end)
        .flatMap(ProducerSnapshot::parse)
        .orElse(List.of())
        .stream()
        .mapToLong(Producer::currentTxnFirstOffset)
        .filter(first -> first >= 0)
        .min()
        .orElse(end);
  }

  private void load(Path path, ByteBuffer content) throws CorruptionException {
    TransactionIndex index = new TransactionIndex();
    int bytes = content.remaining();
    if (!index.load(content)) {
      throw new CorruptionException(
          "digest",
          path,
          index.sizeBytes(),
          "whole entries of version 0 in the order of their last offsets",
          bytes - index.sizeBytes() + " bytes that are none",
          "inspect --check tells more; restore the segment from a snapshot that verifies");
    }
    for (int i = 0; i < index.count(); i++) {
      AbortedTransaction txn = index.get(i);
      ranges
          .computeIfAbsent(txn.producerId(), producer -> new TreeMap<>())
          .put(txn.firstOffset(), txn.lastOffset());
    }
  }

  /** First offset of any transaction that is still open, else the end: nothing from here is seen. */
  long lastStableOffset() {
    return lastStableOffset;
  }

  boolean contains(RecordBatch batch) {
    if (!batch.isTransactional()) {
      return false;
    }
    TreeMap<Long, Long> ofProducer = ranges.get(batch.producerId());
    if (ofProducer == null) {
      return false;
    }
    Map.Entry<Long, Long> candidate = ofProducer.floorEntry(batch.baseOffset());
    return candidate != null && candidate.getValue() >= batch.baseOffset();
  }
}
