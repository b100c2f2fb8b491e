package io.segsnap.inspect;

import io.segsnap.format.ControlRecord;
import io.segsnap.format.RecordBatch;
import java.util.HashSet;
import java.util.Set;

/**
 * Which producers have records in a transaction that is still open, as far as the batches before
 * tell. Behind a gap none has: the marker may have been there.
 */
final class OpenTransactions {

  private final Set<Long> producers = new HashSet<>();
  private long nextOffset;
  private boolean isAborted;

  /** Takes note of the next batch, which lies in its buffer as a whole. */
  void add(RecordBatch batch) {
    if (batch.baseOffset() != nextOffset) {
      producers.clear();
    }
    nextOffset = batch.nextOffset();
    isAborted = false;
    if (batch.isControl()) {
      boolean hadRecords = producers.remove(batch.producerId());
      isAborted =
          hadRecords && ControlRecord.of(batch).filter(ControlRecord::aborted).isPresent();
    } else if (batch.isTransactional() && batch.recordCount() > 0) {
      producers.add(batch.producerId());
    }
  }

  /** Whether the batch was the marker that aborts a transaction with records. */
  boolean isAborted() {
    return isAborted;
  }
}
