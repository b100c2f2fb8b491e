package io.segsnap.log;

import io.segsnap.format.AbortedTransaction;
import io.segsnap.format.ControlRecord;
import io.segsnap.format.Producer;
import io.segsnap.format.ProducerSnapshot;
import io.segsnap.format.RecordBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The producers of a log as of its end, kept up batch by batch so that {@code .snapshot} and {@code
 * .txnindex} files say what Kafka's own {@code ProducerStateManager} would. Not thread safe.
 */
final class ProducerState {

  /** A hash map as in Kafka, so that snapshots list producers in the same order. */
  private final Map<Long, Producer> producers = new HashMap<>();

  ProducerState() {}

  ProducerState(List<Producer> known) {
    known.forEach(producer -> producers.put(producer.producerId(), producer));
  }

  /**
   * Takes note of a batch that lies in its buffer as a whole.
   *
   * @return the transaction that it aborts, if it is an ABORT marker
   */
  Optional<AbortedTransaction> add(RecordBatch batch) {
    if (batch.producerId() == RecordBatch.NO_PRODUCER_ID) {
      return Optional.empty();
    }
    Producer before =
        producers.getOrDefault(batch.producerId(), Producer.unknown(batch.producerId()));
    if (!batch.isControl()) {
      if (batch.recordCount() >= 0) {
        producers.put(batch.producerId(), before.append(batch));
      }
      return Optional.empty();
    }
    Optional<ControlRecord> marker = ControlRecord.of(batch);
    if (marker.isEmpty()) {
      return Optional.empty();
    }
    ControlRecord end = marker.get();
    producers.put(batch.producerId(), before.endTransaction(batch, end.coordinatorEpoch()));
    if (!end.aborted() || before.currentTxnFirstOffset() < 0) {
      return Optional.empty();
    }
    long lastOffset = batch.lastOffset();
    return Optional.of(new AbortedTransaction(
        batch.producerId(),
        before.currentTxnFirstOffset(),
        lastOffset,
        lastStableOffset(lastOffset + 1)));
  }

  /** First offset of any open transaction, else {@code end}. */
  private long lastStableOffset(long end) {
    return producers.values().stream()
        .mapToLong(Producer::currentTxnFirstOffset)
        .filter(first -> first >= 0)
        .min()
        .orElse(end);
  }

  /** The content of a {@code .snapshot} file as of now. */
  byte[] snapshot() {
    return ProducerSnapshot.toBytes(producers.values());
  }
}
