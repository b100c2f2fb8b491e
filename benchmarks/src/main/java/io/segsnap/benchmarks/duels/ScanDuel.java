package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.format.BatchScanner;
import io.segsnap.format.BatchScanner.Depth;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.reports.Bar;
import io.segsnap.reports.Comparison;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checking the CRC of every batch on one thread: {@code BatchScanner} with the window that the core
 * uses against {@code MemoryRecords} over reads of 1 MiB, both on the same files. Other windows are
 * measured too, as comparisons without claim. {@code mvn -pl benchmarks -Dsegsnap.bench=log
 * -Dbench.include=ScanDuel}
 */
final class ScanDuel implements Contest {

  private static final int PAIRS = 9;
  private static final int CORE_WINDOW_KIB = 128;
  private static final int[] OTHER_WINDOWS_KIB = {64, 256, 512};

  private final KafkaScan kafka = new KafkaScan();

  @Override
  public String title() {
    return "check batches";
  }

  @Override
  public List<Comparison> run(Logs logs) throws Exception {
    List<Path> segments = SegmentFiles.of(logs.ours());
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.add(duel(segments, title(), CORE_WINDOW_KIB));
    for (int windowKib : OTHER_WINDOWS_KIB) {
      comparisons.add(duel(segments, title() + ", window of " + windowKib + " KiB", windowKib));
    }
    return comparisons;
  }

  private Comparison duel(List<Path> segments, String name, int windowKib) throws Exception {
    ByteBuffer window = ByteBuffer.allocateDirect(windowKib << 10);
    return new Duel(2, PAIRS)
        .run(
            name,
            Bar.throughputAtLeast(1),
            "BatchScanner over " + windowKib + " KiB against MemoryRecords over 1 MiB",
            () -> scan(segments, window),
            () -> kafka.run(segments));
  }

  private static long scan(List<Path> segments, ByteBuffer window) throws IOException {
    Disk disk = Disk.local();
    long start = System.nanoTime();
    for (Path segment : segments) {
      try (DiskFile file = disk.openForRead(segment)) {
        var scanner = new BatchScanner(file, window, Depth.CHECKSUMS, 0, file.size(), 0);
        while (scanner.next()) {
          // the scanner checks
        }
        if (scanner.damage() != null) {
          throw BenchmarkException.wrongBytes(segment + ": " + scanner.damage());
        }
      }
    }
    return System.nanoTime() - start;
  }
}
