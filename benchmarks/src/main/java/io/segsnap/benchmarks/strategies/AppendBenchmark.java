package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.AppendedBytes;
import io.segsnap.benchmarks.ByteSize;
import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Appending ready batches of 16 KiB to a new log. What was written is compared with the batches, and
 * deleted, after each. {@code mvn -pl benchmarks -Dbench.include=AppendBenchmark
 * '-Dbench.params=bytes=256m;synced=true'}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(3)
public class AppendBenchmark extends DiskBenchmark {

  @Param("64m")
  private String bytes;

  @Param({"64m", "1m"})
  private String segmentSize;

  /** Whether all of it is on disk when the time is taken. */
  @Param({"false", "true"})
  private boolean synced;

  private final Meter meter = new Meter();
  private long bytesToAppend;
  private ReadyBatches batches;
  private Path directory;
  private Log log;

  @Setup(Level.Trial)
  public void makeBatches() throws IOException {
    bytesToAppend = ByteSize.parse("bytes", bytes);
    directory = work().resolve("append-0");
  }

  @Setup(Level.Invocation)
  public void openNew() throws IOException {
    batches = new ReadyBatches(Settings.SEED);
    LogOptions options = LogOptions.defaults()
        .withSegmentBytes(ByteSize.parse("segmentSize", segmentSize))
        .withSyncOnRoll(synced);
    log = Log.open(directory, options);
  }

  @Benchmark
  public long append() throws Exception {
    return meter.measure(() -> {
      long written = 0;
      while (written < bytesToAppend) {
        ByteBuffer batch = batches.next();
        written += batch.remaining();
        log.append(batch);
      }
      if (synced) {
        log.flush();
      }
      return written;
    });
  }

  @TearDown(Level.Invocation)
  public void compareAndDelete() throws IOException {
    log.close();
    AppendedBytes.toNew(directory).require(bytesToAppend);
    WorkFolder.delete(directory);
  }
}
