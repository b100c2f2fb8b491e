package io.segsnap.oracle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.server.storage.log.FetchIsolation;
import org.apache.kafka.storage.internals.log.FetchDataInfo;
import org.apache.kafka.storage.internals.log.UnifiedLog;

/**
 * Reads as a consumer with {@code isolation.level=read_committed} does: it leaves out the batches
 * of transactions that the log tells it were aborted. Source: {@code CompletedFetch} of Apache Kafka.
 */
final class CommittedReader {

  private final UnifiedLog log;
  private final List<Long> offsets = new ArrayList<>();

  CommittedReader(UnifiedLog log) {
    this.log = log;
  }

  /** Offsets of all that is seen from an offset on. */
  List<Long> read(long from) throws IOException {
    long position = from;
    long next = fetch(position);
    while (next > position) {
      position = next;
      next = fetch(position);
    }
    return offsets;
  }

  /** Returns where to go on. */
  private long fetch(long position) throws IOException {
    if (position >= log.lastStableOffset()) {
      return position;
    }
    FetchDataInfo found = log.read(position, Integer.MAX_VALUE, FetchIsolation.TXN_COMMITTED, true);
    PriorityQueue<AbortedTransaction> aborted =
        new PriorityQueue<>(Comparator.comparingLong(AbortedTransaction::firstOffset));
    aborted.addAll(found.abortedTransactions.orElse(List.of()));
    Set<Long> aborting = new HashSet<>();
    long next = position;
    for (RecordBatch batch : found.records.batches()) {
      next = batch.nextOffset();
      while (!aborted.isEmpty() && aborted.peek().firstOffset() <= batch.lastOffset()) {
        aborting.add(aborted.poll().producerId());
      }
      if (batch.isControlBatch()) {
        if (isAbort(batch)) {
          aborting.remove(batch.producerId());
        }
      } else if (!batch.isTransactional() || !aborting.contains(batch.producerId())) {
        add(batch, position);
      }
    }
    return next;
  }

  private static boolean isAbort(RecordBatch batch) {
    Record marker = batch.iterator().next();
    return ControlRecordType.parse(marker.key()) == ControlRecordType.ABORT;
  }

  private void add(RecordBatch batch, long from) {
    for (Record record : batch) {
      if (record.offset() >= from) {
        offsets.add(record.offset());
      }
    }
  }
}
