package io.segsnap.format;

/**
 * What is known of one producer at some offset of the log.
 *
 * @param producerId its id
 * @param epoch its latest epoch
 * @param lastSequence sequence number of its last record, -1 without one in this epoch
 * @param lastOffset offset of that record, -1 without one
 * @param offsetDelta last minus first offset of that record's batch
 * @param timestamp largest timestamp of its last batch, milliseconds since the epoch
 * @param coordinatorEpoch epoch of the coordinator that wrote its last marker, -1 without one
 * @param currentTxnFirstOffset first offset of its open transaction, -1 without one
 */
public record Producer(
    long producerId,
    short epoch,
    int lastSequence,
    long lastOffset,
    int offsetDelta,
    long timestamp,
    int coordinatorEpoch,
    long currentTxnFirstOffset) {

  /** A producer of which only the id is known. */
  public static Producer unknown(long producerId) {
    return new Producer(producerId, (short) -1, -1, -1, 0, -1, -1, -1);
  }

  /** This producer after a data batch. */
  public Producer append(RecordBatch batch) {
    long txnFirstOffset = currentTxnFirstOffset;
    if (txnFirstOffset < 0 && batch.isTransactional()) {
      txnFirstOffset = batch.baseOffset();
    }
    return new Producer(
        producerId,
        batch.producerEpoch(),
        batch.lastSequence(),
        batch.lastOffset(),
        batch.lastOffsetDelta(),
        batch.maxTimestamp(),
        coordinatorEpoch,
        txnFirstOffset);
  }

  /** This producer after a transaction marker, which ends its transaction. */
  public Producer endTransaction(RecordBatch marker, int markerCoordinatorEpoch) {
    boolean sameEpoch = epoch == marker.producerEpoch();
    return new Producer(
        producerId,
        marker.producerEpoch(),
        sameEpoch ? lastSequence : -1,
        sameEpoch ? lastOffset : -1,
        sameEpoch ? offsetDelta : 0,
        marker.maxTimestamp(),
        markerCoordinatorEpoch,
        -1);
  }
}
