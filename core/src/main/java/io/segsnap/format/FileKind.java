package io.segsnap.format;

import java.nio.file.Path;

/**
 * The files of a segment: a 20-digit, zero-padded base offset and one of these suffixes. Kafka
 * appends {@code .deleted}, {@code .cleaned} or {@code .swap} to names in transition; those are no
 * plain segment files.
 */
public enum FileKind {
  /** Record batches, nothing else. */
  LOG(".log"),
  /** Offset index: 8-byte entries. */
  OFFSET_INDEX(".index"),
  /** Time index: 12-byte entries. */
  TIME_INDEX(".timeindex"),
  /** Aborted transactions: 34-byte entries; only where there are any. */
  TXN_INDEX(".txnindex"),
  /** Producer state as of the offset in the name. */
  PRODUCER_SNAPSHOT(".snapshot");

  /** Name of the file that maps leader epochs to start offsets. */
  public static final String LEADER_EPOCH_CHECKPOINT = "leader-epoch-checkpoint";

  /** Name of the file that holds the topic id. */
  public static final String PARTITION_METADATA = "partition.metadata";

  private static final int OFFSET_DIGITS = 20;

  private final String suffix;

  FileKind(String suffix) {
    this.suffix = suffix;
  }

  /** {@code 00000000000000000042.log} for 42. */
  public String nameOf(long offset) {
    String digits = Long.toString(offset);
    return "0".repeat(OFFSET_DIGITS - digits.length()) + digits + suffix;
  }

  /** The file of this kind in a partition directory. */
  public Path in(Path directory, long offset) {
    return directory.resolve(nameOf(offset));
  }

  /** Whether {@code name} is a segment file of this kind. */
  public boolean matches(String name) {
    return name.length() == OFFSET_DIGITS + suffix.length()
        && name.endsWith(suffix)
        && offsetOf(name) >= 0;
  }

  /** The offset that the first 20 characters give, or -1 where they are no offset. */
  public static long offsetOf(String name) {
    if (name.length() < OFFSET_DIGITS) {
      return -1;
    }
    long offset = 0;
    for (int i = 0; i < OFFSET_DIGITS; i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9 || offset > (Long.MAX_VALUE - digit) / 10) {
        return -1;
      }
      offset = offset * 10 + digit;
    }
    return offset;
  }
}
