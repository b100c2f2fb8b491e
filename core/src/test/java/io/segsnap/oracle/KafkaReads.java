package io.segsnap.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.message.DescribeProducersResponseData.ProducerState;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.FileRecords.TimestampAndOffset;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.server.storage.log.FetchIsolation;
import org.apache.kafka.storage.internals.log.FetchDataInfo;
import org.apache.kafka.storage.internals.log.LogSegment;
import org.apache.kafka.storage.internals.log.UnifiedLog;

/**
 * Holds what Kafka finds by way of its indexes against what a scan over all batches says, which
 * looks at no index.
 */
public final class KafkaReads {

  private static final int ONE_BATCH = 1;

  private final UnifiedLog log;

  /** Base offset of each batch by its last offset. */
  private final TreeMap<Long, Long> batches = new TreeMap<>();

  private final List<Times> times = new ArrayList<>();
  private final TreeSet<Long> timestamps = new TreeSet<>();

  /** Offsets of what a consumer sees that reads committed records only. */
  private final TreeSet<Long> committed = new TreeSet<>();

  /**
   * Where a segment has which timestamp.
   *
   * @param largest of all its batches; the time of its file where they have none
   * @param first the first record of each timestamp that is larger than all before it
   */
  private record Times(long largest, TreeMap<Long, Long> first) {}

  private KafkaReads(UnifiedLog log) {
    this.log = log;
  }

  /**
   * Fails at the first answer that is wrong.
   *
   * @param step 1 to ask for every offset and timestamp, 2 for each second one, …
   * @return how many questions were asked
   */
  public static long check(KafkaLog opened, int step) throws IOException {
    opened.unified().updateHighWatermark(opened.unified().logEndOffset());
    KafkaReads reads = new KafkaReads(opened.unified());
    reads.scan();
    return reads.checkOffsets(step) + reads.checkTimestamps(step) + reads.checkCommitted(step);
  }

  private void scan() throws IOException {
    Map<Long, List<Long>> open = new HashMap<>();
    for (LogSegment segment : log.logSegments()) {
      for (RecordBatch batch : segment.log().batches()) {
        batches.put(batch.lastOffset(), batch.baseOffset());
        scan(batch, open);
      }
      times.add(timesOf(segment));
    }
    // nothing is stable from the first record of an open transaction on
    open.values().stream()
        .filter(offsets -> !offsets.isEmpty())
        .forEach(offsets -> committed.tailSet(offsets.get(0)).clear());
    committed.headSet(log.logStartOffset()).clear();
    if (isTransactionOpenFromBefore()) {
      committed.clear();
    }
  }

  /** Whether one began below the log start offset and did not end: no batch here tells of it. */
  private boolean isTransactionOpenFromBefore() {
    return log.activeProducers().stream()
        .mapToLong(ProducerState::currentTxnStartOffset)
        .anyMatch(start -> start >= 0 && start < log.logStartOffset());
  }

  private void scan(RecordBatch batch, Map<Long, List<Long>> open) {
    List<Long> transaction = open.computeIfAbsent(batch.producerId(), id -> new ArrayList<>());
    for (Record record : batch) {
      if (!batch.isTransactional()) {
        committed.add(record.offset());
      } else if (!batch.isControlBatch()) {
        transaction.add(record.offset());
      } else {
        if (ControlRecordType.parse(record.key()) == ControlRecordType.COMMIT) {
          committed.addAll(transaction);
        }
        transaction.clear();
      }
    }
  }

  private Times timesOf(LogSegment segment) {
    long largest = RecordBatch.NO_TIMESTAMP;
    TreeMap<Long, Long> first = new TreeMap<>();
    for (RecordBatch batch : segment.log().batches()) {
      largest = Math.max(largest, batch.maxTimestamp());
      for (Record record : batch) {
        boolean isVisible = record.offset() >= log.logStartOffset();
        if (isVisible && (first.isEmpty() || record.timestamp() > first.lastKey())) {
          first.put(record.timestamp(), record.offset());
        }
        timestamps.add(record.timestamp());
      }
    }
    return new Times(largest >= 0 ? largest : segment.lastModified(), first);
  }

  private long checkOffsets(int step) throws IOException {
    long asked = 0;
    for (long offset = log.logStartOffset(); offset < log.logEndOffset(); offset += step) {
      FetchDataInfo found = log.read(offset, ONE_BATCH, FetchIsolation.LOG_END, true);
      Map.Entry<Long, Long> expected = batches.ceilingEntry(offset);
      var batch = found.records.batches().iterator();
      String from = "read from offset " + offset;
      if (expected == null) {
        assertEquals(false, batch.hasNext(), from);
      } else {
        assertEquals(expected.getValue(), batch.next().baseOffset(), from);
      }
      asked++;
    }
    return asked;
  }

  private long checkTimestamps(int step) {
    long asked = 0;
    long number = 0;
    for (long timestamp : timestamps) {
      if (number++ % step == 0) {
        for (long near = Math.max(0, timestamp - 1); near <= timestamp + 1; near++) {
          checkTimestamp(near);
          asked++;
        }
      }
    }
    return asked;
  }

  private void checkTimestamp(long timestamp) {
    Optional<TimestampAndOffset> found =
        log.fetchOffsetByTimestamp(timestamp, Optional.empty()).timestampAndOffsetOpt();
    assertEquals(
        firstWith(timestamp), found.map(it -> it.offset), () -> "offset of timestamp " + timestamp);
  }

  /**
   * Kafka looks into one segment, the first whose largest timestamp is late enough. Where compaction
   * has emptied that one it finds nothing, whatever later ones hold.
   */
  private Optional<Long> firstWith(long timestamp) {
    return times.stream()
        .filter(segment -> segment.largest() >= timestamp)
        .findFirst()
        .map(segment -> segment.first().ceilingEntry(timestamp))
        .map(Map.Entry::getValue);
  }

  /** From every offset on, for which aborted transactions are told depends on it. */
  private long checkCommitted(int step) throws IOException {
    long asked = 0;
    long stride = Math.max(step, (log.logEndOffset() - log.logStartOffset()) / 100);
    for (long offset = log.logStartOffset(); offset < log.logEndOffset(); offset += stride) {
      String from = "committed records from offset " + offset;
      assertEquals(
          List.copyOf(committed.tailSet(offset)), new CommittedReader(log).read(offset), from);
      asked++;
    }
    return asked;
  }
}
