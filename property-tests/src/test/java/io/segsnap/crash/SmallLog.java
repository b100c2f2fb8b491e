package io.segsnap.crash;

import io.segsnap.CorruptionException;
import io.segsnap.format.BatchBuilder;
import io.segsnap.format.Codecs;
import io.segsnap.format.CompressionCodec;
import io.segsnap.format.SimpleRecord;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Logs that are as small as one with several segments and index entries can be. */
final class SmallLog {

  /** About four batches to a segment. Sealed segments are not synced, so that others must do it. */
  static final LogOptions OPTIONS = LogOptions.defaults()
      .withSegmentBytes(1_200)
      .withIndexIntervalBytes(300)
      .withSyncOnRoll(false);

  /** Of batches with offsets of one digit. */
  static final int BATCH_BYTES = 256;

  private static final String PADDING = ".".repeat(180);

  private SmallLog() {}

  static void create(Path directory, int batches) throws IOException {
    try (Log log = Log.open(directory, OPTIONS)) {
      append(log, batches, "v");
    }
  }

  /**
   * Opens a log as its user would after a power failure. Valid batches may then follow a damaged one,
   * since the writes between two syncs reach the disk in any order; opening is refused until the user
   * agrees to lose what follows.
   */
  static Log reopen(Path directory, LogOptions options, Disk disk) throws IOException {
    try {
      return Log.open(directory, options, disk, Clock.systemUTC());
    } catch (CorruptionException e) {
      return Log.open(directory, options.withCutAtFirstDamage(true), disk, Clock.systemUTC());
    }
  }

  /** Appends batches of one record, whose value begins with a name and their offset. */
  static void append(Log log, int batches, String name) throws IOException {
    for (int i = 0; i < batches; i++) {
      log.append(List.of(record(log.logEndOffset(), name)));
    }
  }

  /** Appends one batch as a leader elsewhere made it, whatever offsets it left out. */
  static void appendAt(Log log, long offset, String name) throws IOException {
    BatchBuilder builder = new BatchBuilder(Codecs.kafka()).begin(CompressionCodec.NONE);
    log.appendAsFollower(builder.add(record(offset, name)).finish(offset, 0));
  }

  private static SimpleRecord record(long offset, String name) {
    return SimpleRecord.of(1_700_000_000_000L + offset, "key" + offset, name + offset + PADDING);
  }
}
