package io.segsnap.benchmarks.log;

import io.segsnap.format.BatchScanner;
import io.segsnap.format.BatchScanner.Depth;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.reports.Bar;
import io.segsnap.reports.Comparison;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * Checking the CRC of every batch on one thread: {@code BatchScanner} with the window that the core
 * uses against {@code MemoryRecords} over reads of 1 MiB, both on the same files. Other windows are
 * measured too, as comparisons without claim. {@code mvn -pl benchmarks -Dsegsnap.bench=log
 * -Dbench.include=ScanDuel}
 */
final class ScanDuel implements LogDuel {

  private static final int STEP_BYTES = 1 << 20;
  private static final int PAIRS = 9;
  private static final int CORE_WINDOW_KIB = 128;
  private static final int[] OTHER_WINDOWS_KIB = {64, 256, 512};

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(STEP_BYTES);

  @Override
  public String title() {
    return "check batches";
  }

  @Override
  public List<Comparison> run(Folders folders) throws Exception {
    List<Path> segments;
    try (Stream<Path> files = Files.list(folders.ours())) {
      segments = files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
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
            () -> scanWithKafka(segments));
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
          throw new IllegalStateException(segment + ": " + scanner.damage());
        }
      }
    }
    return System.nanoTime() - start;
  }

  private long scanWithKafka(List<Path> segments) throws IOException {
    long start = System.nanoTime();
    for (Path segment : segments) {
      try (FileRecords records = FileRecords.open(segment.toFile(), false)) {
        int position = 0;
        while (position < records.sizeInBytes()) {
          int step = Math.min(STEP_BYTES, records.sizeInBytes() - position);
          records.readInto(buffer.clear().limit(step), position);
          for (RecordBatch batch : MemoryRecords.readableRecords(buffer).batches()) {
            batch.ensureValid();
            position += batch.sizeInBytes();
          }
        }
      }
    }
    return System.nanoTime() - start;
  }
}
