package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.internals.log.ProducerStateManagerConfig;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.log.metrics.BrokerTopicStats;

/** Opens Kafka's own log the way a broker does, with a broker's defaults. */
final class KafkaLog {

  private static final int PRODUCER_EXPIRATION_MS = 86_400_000;
  private static final int EXPIRATION_CHECK_MS = 600_000;

  private static final LogConfig CONFIG =
      new LogConfig(Map.of("segment.bytes", String.valueOf(Settings.SEGMENT_BYTES)));

  private final BrokerTopicStats stats = new BrokerTopicStats();
  private final LogDirFailureChannel failures = new LogDirFailureChannel(1);
  private final IdleScheduler scheduler = new IdleScheduler();

  /**
   * Opens a partition directory after a clean shutdown.
   *
   * @param end of the log, all of which is known to be on disk
   */
  UnifiedLog open(Path directory, long end) throws IOException {
    return open(directory, end, true);
  }

  /** Opens a partition directory of which nothing is known to be on disk. */
  UnifiedLog recover(Path directory) throws IOException {
    return open(directory, 0, false);
  }

  private UnifiedLog open(Path directory, long recoveryPoint, boolean clean) throws IOException {
    return UnifiedLog.create(
        directory.toFile(),
        CONFIG,
        0,
        recoveryPoint,
        scheduler,
        stats,
        Time.SYSTEM,
        PRODUCER_EXPIRATION_MS,
        new ProducerStateManagerConfig(PRODUCER_EXPIRATION_MS, false),
        EXPIRATION_CHECK_MS,
        failures,
        clean,
        Optional.empty());
  }
}
