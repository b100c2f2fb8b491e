package io.segsnap.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.format.FileKind;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.log.Log;
import io.segsnap.log.LogCheckpoint;
import io.segsnap.log.LogOptions;
import io.segsnap.log.LogPoint;
import io.segsnap.log.PointFile;
import io.segsnap.properties.RecordAt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** What is done to a log itself. */
final class LogScenarios {

  static final String CLOSED = "closed";

  private LogScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new OfLog("append, roll, flush, close", SmallLog.OPTIONS, (log, history) -> {
          for (int i = 0; i < 6; i++) {
            history.append(log, 1, "a");
          }
          history.flush(log);
          history.append(log, 3, "b");
          log.roll();
          history.append(log, 2, "c");
        }),
        new OfLog(
            "append, synced when rolled", SmallLog.OPTIONS.withSyncOnRoll(true), (log, history) -> {
              history.append(log, 9, "a");
              history.flush(log);
              history.append(log, 2, "b");
            }),
        new OfLog("append behind a gap", SmallLog.OPTIONS, (log, history) -> {
          history.append(log, 1, "a");
          history.appendBehindGap(log, "b");
          history.append(log, 1, "c");
          history.flush(log);
          history.appendBehindGap(log, "d");
        }),
        new OfLog(
            "append behind a gap, synced when rolled",
            SmallLog.OPTIONS.withSyncOnRoll(true),
            (log, history) -> {
              history.append(log, 1, "a");
              history.flush(log);
              history.appendBehindGap(log, "b");
              history.append(log, 1, "c");
            }),
        new OfCutLog(),
        new OfRolledLog(),
        new OfLog("truncate and append", SmallLog.OPTIONS, (log, history) -> {
          history.append(log, 4, "a");
          history.truncate(log, 11);
          history.append(log, 3, "b");
          history.flush(log);
          history.truncate(log, 5);
          history.append(log, 6, "c");
          history.flush(log);
        }),
        new OfLog(
            "delete from the front", SmallLog.OPTIONS.withRetentionBytes(600), (log, history) -> {
              history.deleteBefore(log, 3);
              history.append(log, 3, "a");
              history.deleteBefore(log, 6);
              history.flush(log);
              history.retain(log);
            }));
  }

  @FunctionalInterface
  private interface Actions {
    void run(Log log, History history) throws IOException;
  }

  /**
   * What was announced and promised, as lines: {@code kept} survives a kill, {@code durable} a power
   * failure too, {@code mayStart}, {@code mustStart} and {@code mayBe} are the limits of what may be found.
   */
  private static final class History {
    private final Consumer<String> promise;

    private String durable;

    History(Consumer<String> promise, String before) {
      this.promise = promise;
      this.durable = before;
      promise.accept("kept " + before);
      promise.accept("durable " + before);
      promise.accept("mayBe " + before);
    }

    void append(Log log, int batches, String name) throws IOException {
      for (int i = 0; i < batches; i++) {
        promise.accept("mayBe " + (text(log) + log.logEndOffset() + "=" + name + ","));
        SmallLog.append(log, 1, name);
        promise.accept("kept " + text(log));
      }
    }

    /** So far behind that an empty segment comes between. */
    void appendBehindGap(Log log, String name) throws IOException {
      long offset = log.logEndOffset() + 2L * Integer.MAX_VALUE;
      promise.accept("mayBe " + (text(log) + offset + "=" + name + ","));
      SmallLog.appendAt(log, offset, name);
      promise.accept("kept " + text(log));
    }

    void flush(Log log) throws IOException {
      log.flush();
      durable = text(log);
      promise.accept("durable " + durable);
    }

    void truncate(Log log, long offset) throws IOException {
      StringBuilder kept = new StringBuilder();
      for (RecordAt record : RecordAt.all(log)) {
        kept.append(record.offset() < offset ? entry(record) : "");
      }
      promise.accept("kept " + kept);
      durable = durable.substring(0, Math.min(durable.length(), kept.length()));
      promise.accept("durable " + durable);
      log.truncateTo(offset);
      assertEquals(kept.toString(), text(log));
    }

    void deleteBefore(Log log, long offset) throws IOException {
      promise.accept("mayStart " + offset);
      log.deleteRecordsBefore(offset);
      promise.accept("mustStart " + offset);
    }

    void retain(Log log) throws IOException {
      promise.accept("mayStart " + log.segments().get(log.segments().size() - 1).baseOffset());
      assertTrue(log.deleteOldSegments() > 0);
      promise.accept("mustStart " + log.logStartOffset());
    }
  }

  /** The records of a log, such as {@code 0=v,1=v,}. */
  private static String text(Log log) throws IOException {
    StringBuilder text = new StringBuilder();
    for (RecordAt record : RecordAt.all(log)) {
      text.append(entry(record));
    }
    return text.toString();
  }

  private static String entry(RecordAt record) {
    String value = java.nio.charset.StandardCharsets.UTF_8
        .decode(record.record().value().duplicate())
        .toString();
    return record.offset() + "=" + value.replaceAll("\\d.*", "") + ",";
  }

  private static class OfLog implements Scenario {
    private final String name;
    private final LogOptions options;
    private final Actions actions;
    private volatile String before = "";

    OfLog(String name, LogOptions options, Actions actions) {
      this.name = name;
      this.options = options;
      this.actions = actions;
    }

    @Override
    public String name() {
      return name;
    }

    static Path log(Path root) {
      return root.resolve("topic-0");
    }

    void setBefore(String records) {
      before = records;
    }

    @Override
    public void prepare(Path root) throws IOException {
      SmallLog.create(log(root), 9);
      try (Log log = Log.open(log(root), options)) {
        before = text(log);
      }
    }

    @Override
    public void run(Path root, Disk disk, Consumer<String> promise) throws IOException {
      History history = new History(promise, before);
      try (Log log = Log.open(log(root), options, disk, Clock.systemUTC())) {
        actions.run(log, history);
      }
      promise.accept(CLOSED);
    }

    @Override
    public void learn(Path root) {}

    @Override
    public void check(Path root, Crash crash) throws IOException {
      String kept = last(crash, "kept ");
      boolean isClosed = crash.promises().contains(CLOSED);
      String floor = crash.powerFailed() && !isClosed ? last(crash, "durable ") : kept;
      // where all of the log was synced once there is nothing to agree to lose
      boolean mayBeDamaged = !floor.equals(kept);
      long mayStart = lastOffset(crash, "mayStart ");
      try (Log log = mayBeDamaged
          ? SmallLog.reopen(log(root), options, Disk.local())
          : Log.open(log(root), options)) {
        long from = log.logStartOffset();
        assertTrue(from <= mayStart, () -> "starts at " + from + ", not yet " + mayStart);
        assertTrue(from >= lastOffset(crash, "mustStart "), () -> "starts at " + from + " again");
        assertEpochs(log);
        String found = text(log);
        String wanted = since(floor, from);
        assertTrue(found.startsWith(wanted), () -> "lost: " + wanted + " from " + found);
        assertTrue(
            crash.promises().stream()
                .filter(promise -> promise.startsWith("mayBe ") || promise.startsWith("kept "))
                .map(promise -> since(promise.substring(promise.indexOf(' ') + 1), from))
                .anyMatch(history -> history.startsWith(found)),
            () -> "never was: " + found);
      }
    }

    private static String since(String history, long offset) {
      StringBuilder text = new StringBuilder();
      for (String entry : history.split(",", -1)) {
        if (!entry.isEmpty() && Long.parseLong(entry.substring(0, entry.indexOf('='))) >= offset) {
          text.append(entry).append(',');
        }
      }
      return text.toString();
    }

    private static long lastOffset(Crash crash, String kind) {
      String last = last(crash, kind);
      return last.isEmpty() ? 0 : Long.parseLong(last);
    }

    /** The only epoch began with the log, or with what is left of it. */
    private static void assertEpochs(Log log) throws IOException {
      if (log.logStartOffset() == log.logEndOffset()) {
        return;
      }
      String text = epochs(log);
      assertTrue(text.matches("0\n1\n0 \\d+\n"), text);
      long start = Long.parseLong(text.substring(text.lastIndexOf(' ') + 1).strip());
      assertTrue(start <= log.logStartOffset(), () -> "epoch 0 from " + start);
    }

    private static String epochs(Log log) throws IOException {
      try (LogPoint point = log.point()) {
        for (PointFile file : point.files()) {
          if (file.name().equals(FileKind.LEADER_EPOCH_CHECKPOINT)) {
            ByteBuffer content = ByteBuffer.allocate((int) file.lengthBytes());
            try (DiskFile open = file.open()) {
              open.readFully(content, 0);
            }
            return US_ASCII.decode(content.flip()).toString();
          }
        }
      }
      return "none";
    }

    private static String last(Crash crash, String kind) {
      String last = "";
      for (String promise : crash.promises()) {
        last = promise.startsWith(kind) ? promise.substring(kind.length()) : last;
      }
      return last;
    }

    @Override
    public void recover(Path root, Disk disk) throws IOException {
      SmallLog.reopen(log(root), options, disk).close();
    }

    /** What was recovered once opens without another check, takes more, and has no file too many. */
    @Override
    public void checkRecovered(Path root) throws IOException {
      String found;
      try (Log log = Log.open(log(root), options)) {
        assertTrue(log.recovery().clean());
        found = text(log);
        SmallLog.append(log, 1, "z");
        found += (log.logEndOffset() - 1) + "=z,";
      }
      try (Log log = Log.open(log(root), options)) {
        assertEquals(found, text(log));
      }
      for (String file : Contents.names(log(root))) {
        boolean isKnown = file.matches("\\d{20}\\.(log|index|timeindex|txnindex|snapshot)")
            || file.equals("leader-epoch-checkpoint")
            || file.equals("segsnap-checkpoint")
            || file.equals("partition.metadata")
            || file.startsWith(".");
        assertTrue(isKnown, () -> "left over: " + file);
      }
    }
  }

  /**
   * A log with a damaged batch before its last ones, of which the user agreed to lose what follows. New
   * batches are as long as the lost ones.
   */
  private static final class OfCutLog extends OfLog {

    OfCutLog() {
      super("append behind a cut", SmallLog.OPTIONS.withCutAtFirstDamage(true), (log, history) -> {
        history.append(log, 2, "a");
        history.flush(log);
        history.append(log, 1, "b");
      });
    }

    @Override
    public void prepare(Path root) throws IOException {
      SmallLog.create(log(root), 8);
      try (Log log = Log.open(log(root), SmallLog.OPTIONS)) {
        setBefore(text(log).replace("5=v,6=v,7=v,", ""));
        assertEquals(4, log.segments().get(1).baseOffset());
      }
      Path active = log(root).resolve("00000000000000000004.log");
      byte[] bytes = Files.readAllBytes(active);
      bytes[2 * SmallLog.BATCH_BYTES - 1] ^= 1;
      Files.write(active, bytes);
      Files.delete(log(root).resolve(LogCheckpoint.FILE_NAME));
    }
  }

  /** A log whose active segment is empty, as it is again later: what tells them apart is the checkpoint. */
  private static final class OfRolledLog extends OfLog {

    OfRolledLog() {
      super("append to a log that was closed behind a roll", SmallLog.OPTIONS, (log, history) -> {
        history.append(log, 4, "a");
        log.roll();
        history.append(log, 1, "b");
      });
    }

    @Override
    public void prepare(Path root) throws IOException {
      super.prepare(root);
      try (Log log = Log.open(log(root), SmallLog.OPTIONS)) {
        log.roll();
      }
    }
  }
}
