package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogCheckpoint;
import io.segsnap.log.LogOptions;
import io.segsnap.log.SegmentInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Opening a log. After a crash, batches from the recovery point on are checked: as a rule those of
 * the active segment, at worst all. Closing is not timed; the log is compared with what it was after
 * each. {@code mvn -pl benchmarks -Dbench.include=OpenBenchmark
 * -Dbench.params=after=clean,crash,worst}
 */
public class OpenBenchmark extends LogBenchmark {

  private static final String CLEAN = "clean";
  private static final String WORST = "worst";

  /** A clean close, a crash, or one with nothing on disk that would vouch for a segment. */
  @Param({CLEAN, "crash", WORST})
  private String after;

  private Path copy;
  private @Nullable Log opened;
  private long start;
  private long end;
  private long activeOffset;

  @Setup(Level.Trial)
  public void prepare() throws Exception {
    findLog();
    copy = places().copy(log());
    try (Log log = Log.open(copy, LogOptions.defaults())) {
      start = log.logStartOffset();
      end = log.logEndOffset();
      List<SegmentInfo> segments = log.segments();
      activeOffset = segments.get(segments.size() - 1).baseOffset();
    }
  }

  @Override
  Path source() {
    return copy;
  }

  @Override
  void prepareOne() throws Exception {
    if (!after.equals(CLEAN)) {
      long recoveryPoint = after.equals(WORST) ? start : activeOffset;
      new LogCheckpoint(false, recoveryPoint, start, recoveryPoint, 0).write(Disk.local(), copy);
    }
  }

  @Benchmark
  public Log open() throws Exception {
    Log log = meter.measure(() -> Log.open(copy, LogOptions.defaults()));
    opened = log;
    return log;
  }

  @TearDown(Level.Invocation)
  public void compare() throws Exception {
    try (Log log = Objects.requireNonNull(opened, "opened before")) {
      if (log.recovery().clean() != after.equals(CLEAN) || log.logEndOffset() != end) {
        throw BenchmarkException.wrongBytes("opened after " + after + ", the log ends at "
            + log.logEndOffset() + " instead of " + end + ": " + log.recovery());
      }
    }
    sameBytes.require(log(), copy);
  }
}
