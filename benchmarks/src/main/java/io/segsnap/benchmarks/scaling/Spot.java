package io.segsnap.benchmarks.scaling;

import io.segsnap.benchmarks.LogShape;
import io.segsnap.benchmarks.ReadyBatches;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A place where all operations are measured.
 *
 * @param threads of each operation
 * @param shape of the log
 */
record Spot(int threads, LogShape shape) {

  private static final int FEW = 8;
  private static final long MIB = 1 << 20;
  private static final long MIDDLE_BYTES = 256 * MIB;
  private static final long LEAST_BYTES = 64 * MIB;
  private static final int GROWTH = 4;
  private static final int MOST_SEGMENTS = 10_000;

  /** Two batches for each of the most segments, as a segment holds whole batches only. */
  private static final long SWEPT_BYTES = 2L * MOST_SEGMENTS * ReadyBatches.BATCH_BYTES;

  /** All that is measured by default, each once. */
  static List<Spot> all(int processors, long mostBytes) {
    Set<Spot> spots = new LinkedHashSet<>(ofThreads(processors));
    spots.addAll(ofSegments(processors));
    spots.addAll(ofBytes(processors, mostBytes));
    return List.copyOf(spots);
  }

  /** Powers of two, up to twice as many as there are processors. */
  static List<Spot> ofThreads(int processors) {
    List<Spot> spots = new ArrayList<>();
    for (int threads = 1; threads <= 2 * processors; threads *= 2) {
      spots.add(new Spot(threads, new LogShape(FEW, MIDDLE_BYTES / FEW)));
    }
    return spots;
  }

  /** The same bytes in 1, 10 and so on up to 10,000 segments. */
  static List<Spot> ofSegments(int threads) {
    List<Spot> spots = new ArrayList<>();
    for (int segments = 1; segments <= MOST_SEGMENTS; segments *= 10) {
      spots.add(new Spot(threads, new LogShape(segments, SWEPT_BYTES / segments)));
    }
    return spots;
  }

  /** The same number of segments, of 64 MiB, 256 MiB and so on. */
  static List<Spot> ofBytes(int threads, long mostBytes) {
    List<Spot> spots = new ArrayList<>();
    for (long bytes = LEAST_BYTES; bytes <= mostBytes; bytes *= GROWTH) {
      spots.add(new Spot(threads, new LogShape(FEW, bytes / FEW)));
    }
    return spots;
  }

  @Override
  public String toString() {
    return shape + ", " + threads + (threads == 1 ? " thread" : " threads");
  }
}
