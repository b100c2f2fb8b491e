package io.segsnap.oracle;

import java.util.Map;
import org.apache.kafka.storage.internals.log.LogConfig;

/** The settings of a Kafka log that segsnap has as well. */
public record KafkaSettings(int segmentBytes, int indexIntervalBytes, int maxIndexBytes) {

  public static KafkaSettings defaults() {
    return new KafkaSettings(1 << 30, 4096, 10 << 20);
  }

  LogConfig toConfig() {
    return new LogConfig(Map.of(
        LogConfig.INTERNAL_SEGMENT_BYTES_CONFIG,
        segmentBytes,
        "index.interval.bytes",
        indexIntervalBytes,
        "segment.index.bytes",
        maxIndexBytes,
        "segment.ms",
        Long.MAX_VALUE,
        "message.timestamp.after.max.ms",
        Long.MAX_VALUE,
        "retention.ms",
        -1L));
  }
}
