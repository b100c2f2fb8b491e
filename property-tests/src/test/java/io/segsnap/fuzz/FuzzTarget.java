package io.segsnap.fuzz;

import com.sun.management.ThreadMXBean;
import io.segsnap.SegsnapException;
import io.segsnap.crash.Scratch;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Something that reads what others wrote. Whatever the bytes are, it succeeds or refuses them with one
 * of segsnap's own exceptions, within bounds on memory and time.
 *
 * <p>A target's method runs on the inputs in {@code src/test/resources}, in the folder of its name, as
 * a test like any other; with {@code -Pnightly} Jazzer looks for more, and leaves there what fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
public abstract class FuzzTarget {

  private static final boolean IS_FUZZING = System.getenv("JAZZER_FUZZ") != null;
  private static final Path COUNTS = Path.of("target", "fuzzed");
  private static final long MAX_CPU_NANOS = 3_000_000_000L;

  /** Of the clock, for what waits or lets others work; wide, since other tests run meanwhile. */
  private static final long MAX_WALL_NANOS = 60_000_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static {
    if (IS_FUZZING) {
      // then one call of a method tries many inputs, for as long as it was told to
      System.setProperty("junit.jupiter.execution.timeout.mode", "disabled");
    }
  }

  private Scratch scratch;
  private long inputs;

  /** What is tried; a failure of segsnap's own is fine. */
  @FunctionalInterface
  protected interface Attempt {
    void run() throws IOException;
  }

  private record Cost(long allocatedBytes, long cpuNanos, long wallNanos) {

    static Cost of(Attempt attempt) throws IOException {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long nanos = THREADS.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      attempt(attempt);
      return new Cost(
          THREADS.getCurrentThreadAllocatedBytes() - bytes,
          THREADS.getCurrentThreadCpuTime() - nanos,
          System.nanoTime() - start);
    }

    boolean isWithin(long maxAllocatedBytes) {
      return allocatedBytes <= maxAllocatedBytes
          && cpuNanos <= MAX_CPU_NANOS
          && wallNanos <= MAX_WALL_NANOS;
    }
  }

  @BeforeAll
  final void open() throws IOException {
    scratch = new Scratch();
  }

  @AfterAll
  final void report() throws IOException {
    scratch.close();
    Path count = COUNTS.resolve(getClass().getSimpleName());
    if (IS_FUZZING) {
      Files.createDirectories(COUNTS);
      Files.writeString(count, Long.toString(inputs));
    }
    Proof.add(
        Section.FUZZING,
        getClass().getSimpleName().replace("FuzzTest", ""),
        inputs,
        Files.exists(count) ? Files.readString(count) : "-");
  }

  /** A folder in memory, the target's own. */
  protected final Path scratch() {
    return scratch.path();
  }

  /** Counts one more input. */
  protected final void count() {
    inputs++;
  }

  /** Runs it, and lets it fail as segsnap may. */
  protected static void attempt(Attempt attempt) throws IOException {
    try {
      attempt.run();
    } catch (SegsnapException e) {
      // refused
    }
  }

  /**
   * Runs it, lets it fail as segsnap may, and fails where it took more than it may: twice, since the
   * first time pays for what is loaded only once.
   */
  protected static void bounded(long maxAllocatedBytes, Attempt attempt) throws IOException {
    if (Cost.of(attempt).isWithin(maxAllocatedBytes)) {
      return;
    }
    Cost cost = Cost.of(attempt);
    if (!cost.isWithin(maxAllocatedBytes)) {
      throw new AssertionError(cost + ", allowed are " + maxAllocatedBytes + " bytes, "
          + MAX_CPU_NANOS + " and " + MAX_WALL_NANOS + " ns");
    }
  }
}
