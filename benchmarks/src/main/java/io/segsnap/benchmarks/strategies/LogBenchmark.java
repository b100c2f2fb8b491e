package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.PageCache;
import io.segsnap.benchmarks.SameBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What benchmarks on a log have in common: its shape, and whether what they read is in the page
 * cache. On the user's own directory the two parameters of the shape only say what it is like. Many
 * segments are combined with large ones, to 62.5 GiB, only where both are asked for: see {@link
 * Cells}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(3)
public abstract class LogBenchmark extends DiskBenchmark {

  static final String WARM = "warm";
  static final String COLD = "cold";

  @Param({"8", "1", "1000"})
  private int segments;

  @Param({"64m", "1m"})
  private String segmentSize;

  @Param({WARM, COLD})
  private String cache;

  final Meter meter = new Meter();
  final SameBytes sameBytes = new SameBytes();
  private boolean isWarm;
  private @Nullable Places places;
  private @Nullable Path log;

  /** To be called first in the setup of a trial. */
  final void findLog() throws IOException {
    places = Places.fromProperties();
    log = places().log(segments, segmentSize);
  }

  /** Folder of the files that an operation reads. */
  abstract Path source() throws IOException;

  /** What a single operation needs. */
  void prepareOne() throws Exception {}

  @Setup(Level.Invocation)
  public void setPageCache() throws Exception {
    prepareOne();
    if (cache.equals(COLD)) {
      coolDown();
    } else if (!isWarm) {
      PageCache.warm(source());
      isWarm = true;
    }
  }

  private void coolDown() throws Exception {
    if (!PageCache.drop(source())) {
      throw new UnsupportedCellException("files stay in the page cache here");
    }
  }

  Places places() {
    return Objects.requireNonNull(places, "findLog comes first");
  }

  /** The partition directory to measure on; not to be changed. */
  Path log() {
    return Objects.requireNonNull(log, "findLog comes first");
  }
}
