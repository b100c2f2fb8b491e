package io.segsnap.oracle;

import io.segsnap.format.AbortedTransaction;
import io.segsnap.format.Producer;
import io.segsnap.format.RecordHeader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.server.common.RequestLocal;
import org.apache.kafka.server.common.TransactionVersion;
import org.apache.kafka.storage.internals.log.AppendOrigin;
import org.apache.kafka.storage.internals.log.BatchMetadata;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.internals.log.LogSegment;
import org.apache.kafka.storage.internals.log.ProducerStateEntry;
import org.apache.kafka.storage.internals.log.ProducerStateManagerConfig;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.internals.log.VerificationGuard;
import org.apache.kafka.storage.log.metrics.BrokerTopicStats;

/** Kafka's {@code UnifiedLog} on a partition directory, without threads and without a broker. */
public final class KafkaLog implements Closeable {

  private static final int NEVER = Integer.MAX_VALUE;

  private final BrokerTopicStats stats;
  private final UnifiedLog log;

  private KafkaLog(BrokerTopicStats stats, UnifiedLog log) {
    this.stats = stats;
    this.log = log;
  }

  /** {@link #open(Path, KafkaSettings, boolean, long)} from log start offset 0. */
  public static KafkaLog open(Path directory, KafkaSettings settings, boolean clean)
      throws IOException {
    return open(directory, settings, clean, 0);
  }

  /**
   * Opens or creates a log.
   *
   * @param directory named like {@code topic-0}; created where missing
   * @param clean whether Kafka is to trust the files as after a clean shutdown
   * @param logStartOffset what the broker's checkpoint says of it
   */
  public static KafkaLog open(
      Path directory, KafkaSettings settings, boolean clean, long logStartOffset)
      throws IOException {
    BrokerTopicStats stats = new BrokerTopicStats();
    UnifiedLog log = UnifiedLog.create(
        directory.toFile(),
        settings.toConfig(),
        logStartOffset,
        0,
        new InlineScheduler(),
        stats,
        new FixedTime(),
        NEVER,
        new ProducerStateManagerConfig(NEVER, false),
        NEVER,
        new LogDirFailureChannel(1),
        clean,
        Optional.empty());
    return new KafkaLog(stats, log);
  }

  public UnifiedLog unified() {
    return log;
  }

  /** Appends as a leader, and raises the high watermark to the end. */
  public void append(MemoryRecords records, int leaderEpoch) throws IOException {
    boolean isMarker = records.batches().iterator().next().isControlBatch();
    log.appendAsLeader(
        records,
        leaderEpoch,
        isMarker ? AppendOrigin.COORDINATOR : AppendOrigin.REPLICATION,
        RequestLocal.noCaching(),
        VerificationGuard.SENTINEL,
        TransactionVersion.TV_0.featureLevel());
    log.updateHighWatermark(log.logEndOffset());
  }

  /** Appends batches with the offsets that they have. */
  public void appendAsFollower(ByteBuffer batches) throws IOException {
    log.appendAsFollower(MemoryRecords.readableRecords(batches), NEVER);
    log.updateHighWatermark(log.logEndOffset());
  }

  public LogContents contents() throws IOException {
    log.updateHighWatermark(log.logEndOffset());
    return new LogContents(
        log.logStartOffset(),
        log.logEndOffset(),
        log.lastStableOffset(),
        records(),
        epochs(),
        producers(),
        aborted());
  }

  private List<StoredRecord> records() {
    List<StoredRecord> records = new ArrayList<>();
    for (LogSegment segment : log.logSegments()) {
      for (RecordBatch batch : segment.log().batches()) {
        batch.ensureValid();
        if (!batch.isControlBatch()) {
          for (Record record : batch) {
            if (record.offset() >= log.logStartOffset()) {
              records.add(stored(record));
            }
          }
        }
      }
    }
    return records;
  }

  private static StoredRecord stored(Record record) {
    List<RecordHeader> headers = Arrays.stream(record.headers())
        .map(h -> new RecordHeader(h.key(), h.value() == null ? null : ByteBuffer.wrap(h.value())))
        .toList();
    return new StoredRecord(
        record.offset(), record.timestamp(), copy(record.key()), copy(record.value()), headers);
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return bytes == null
        ? null
        : ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
  }

  private Map<Integer, Long> epochs() {
    Map<Integer, Long> epochs = new TreeMap<>();
    log.leaderEpochCache().epochEntries().forEach(e -> epochs.put(e.epoch(), e.startOffset()));
    return epochs;
  }

  private Map<Long, Producer> producers() {
    return log.producerStateManager().activeProducers().values().stream()
        .map(KafkaLog::producer)
        .collect(Collectors.toMap(Producer::producerId, p -> p, (a, b) -> a, TreeMap::new));
  }

  private static Producer producer(ProducerStateEntry entry) {
    List<BatchMetadata> batches = List.copyOf(entry.batchMetadata());
    BatchMetadata last = batches.isEmpty() ? null : batches.get(batches.size() - 1);
    return new Producer(
        entry.producerId(),
        entry.producerEpoch(),
        last == null ? -1 : last.lastSeq(),
        last == null ? -1 : last.lastOffset(),
        last == null ? 0 : last.offsetDelta(),
        entry.lastTimestamp(),
        entry.coordinatorEpoch(),
        entry.currentTxnFirstOffset().orElse(-1));
  }

  private List<AbortedTransaction> aborted() {
    List<AbortedTransaction> all = new ArrayList<>();
    for (LogSegment segment : log.logSegments()) {
      segment.txnIndex().allAbortedTxns().stream()
          .map(txn -> new AbortedTransaction(
              txn.producerId(), txn.firstOffset(), txn.lastOffset(), txn.lastStableOffset()))
          .forEach(all::add);
    }
    return all;
  }

  /** Closes as a broker does that shuts down cleanly. */
  @Override
  public void close() throws IOException {
    log.close();
    stats.close();
  }
}
