package io.segsnap.format;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The checkpoints in the root of a Kafka {@code log.dir}, of lines {@code <topic> <partition>
 * <offset>}.
 */
public final class OffsetCheckpoint {

  /** Offsets below are on disk for sure. */
  public static final String RECOVERY_POINT = "recovery-point-offset-checkpoint";

  /** First offset that readers may see, where it is not the first segment's base. */
  public static final String LOG_START = "log-start-offset-checkpoint";

  /** Marks that the broker closed every log of this {@code log.dir}. */
  public static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

  private OffsetCheckpoint() {}

  /**
   * The offset that a checkpoint's content gives for a partition directory's name.
   *
   * @return empty without a line for it, or where the content is malformed
   */
  public static OptionalLong offsetOf(String text, String partitionDirectory) {
    int dash = partitionDirectory.lastIndexOf('-');
    if (dash < 1) {
      return OptionalLong.empty();
    }
    String topic = partitionDirectory.substring(0, dash);
    String partition = partitionDirectory.substring(dash + 1);
    Optional<String> offset = CheckpointText.lines(text).stream()
        .flatMap(lines -> lines.stream())
        .filter(f -> f.length == 3 && f[0].equals(topic) && f[1].equals(partition))
        .map(fields -> fields[2])
        .findFirst();
    return offset.map(o -> OptionalLong.of(Long.parseLong(o))).orElse(OptionalLong.empty());
  }
}
