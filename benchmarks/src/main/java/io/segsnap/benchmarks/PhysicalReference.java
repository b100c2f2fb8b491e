package io.segsnap.benchmarks;

import io.segsnap.reports.Sample;
import io.segsnap.reports.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the machine does at most, as a table beside whatever else a run measured: raw {@code cp},
 * links, memory and fsync, in turns.
 */
public final class PhysicalReference {

  private static final int ROUNDS = 3;
  private static final double NANOS_PER_MS = 1e6;
  private static final double BYTES_PER_GB = 1e9;

  private PhysicalReference() {}

  /** One line of the table. */
  private record Line(String name, long bytes, Work work, List<Double> ms) {}

  private interface Work {
    void run() throws Exception;
  }

  /**
   * Measures.
   *
   * @param log partition directory, in the page cache
   * @param scratch folder on the file system that is measured
   */
  public static Table measure(Path log, Path scratch) throws Exception {
    long bytes = SegmentFiles.bytes(log);
    Path target = scratch.resolve("reference-0");
    try (PhysicalLimits limits = PhysicalLimits.in(scratch)) {
      List<Line> lines = List.of(
          line("cp -r and sync", bytes, () -> Cp.copySynced(log, target)),
          line("cp -rl and sync of the folder", 0, () -> Cp.linkSynced(log, target)),
          line("memory to memory", bytes, () -> limits.copyInMemory(bytes)),
          line("fsync of 4 KiB", 0, limits::appendAndSync));
      for (int round = 0; round < ROUNDS; round++) {
        for (Line line : lines) {
          long start = System.nanoTime();
          line.work().run();
          line.ms().add((System.nanoTime() - start) / NANOS_PER_MS);
          WorkFolder.delete(target);
        }
      }
      return new Table(
          "What this machine does at most, on " + (bytes >> 20) + " MiB",
          List.of("reference", "ms", "quartiles", "speed"),
          lines.stream().map(PhysicalReference::row).toList(),
          List.of());
    }
  }

  private static Line line(String name, long bytes, Work work) {
    return new Line(name, bytes, work, new ArrayList<>());
  }

  private static List<String> row(Line line) {
    Sample ms = new Sample(line.ms());
    double seconds = ms.median() / 1000;
    return List.of(
        line.name(),
        Figures.number(ms.median()),
        Figures.quartiles(ms),
        line.bytes() == 0
            ? Figures.number(1 / seconds) + " ops/s"
            : Figures.number(line.bytes() / BYTES_PER_GB / seconds) + " GB/s");
  }
}
