package io.segsnap.log;

import io.segsnap.format.BatchScanner;
import io.segsnap.format.BatchScanner.Depth;
import io.segsnap.format.FileKind;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an interrupted compaction or split of a broker left to be done: its output has the suffix {@code
 * .swap} and takes the place of all segments in its offset range. Output at or above the smallest {@code
 * .cleaned} file is not complete and doesn't count. Source: {@code LogLoader} of Apache Kafka.
 *
 * @param names of the files that wait for their own name, by that name
 * @param superseded names of the files that they take the place of
 * @param discarded names of swap files that don't count
 */
record Swaps(Map<String, String> names, List<String> superseded, List<String> discarded) {

  private static final String SWAP = ".swap";
  private static final int WINDOW_BYTES = 128 * 1024;

  /**
   * Finds out what the names in a directory mean.
   *
   * @param swaps names that end in {@code .swap}
   * @param others all other names
   * @throws io.segsnap.CorruptionException if a file that would take another's place is damaged
   */
  static Swaps of(Path directory, Collection<String> swaps, Collection<String> others)
      throws IOException {
    long firstCleaned = others.stream()
        .filter(name -> name.endsWith(".cleaned"))
        .mapToLong(FileKind::offsetOf)
        .filter(offset -> offset >= 0)
        .min()
        .orElse(Long.MAX_VALUE);
    Map<String, String> names = new TreeMap<>();
    List<String> discarded = new ArrayList<>();
    long from = Long.MAX_VALUE;
    long to = -1;
    for (String swap : swaps) {
      String name = swap.substring(0, swap.length() - SWAP.length());
      long base = FileKind.offsetOf(name);
      if (base >= firstCleaned || !isOfSegment(name)) {
        discarded.add(swap);
        continue;
      }
      names.put(name, swap);
      if (FileKind.LOG.matches(name)) {
        from = Math.min(from, base);
        to = Math.max(to, endOf(directory.resolve(swap), base));
      }
    }
    return new Swaps(names, inRange(others, from, to), discarded);
  }

  private static boolean isOfSegment(String name) {
    return FileKind.LOG.matches(name)
        || FileKind.OFFSET_INDEX.matches(name)
        || FileKind.TIME_INDEX.matches(name)
        || FileKind.TXN_INDEX.matches(name);
  }

  private static List<String> inRange(Collection<String> names, long from, long to) {
    return names.stream()
        .filter(Swaps::isOfSegment)
        .filter(name -> FileKind.offsetOf(name) >= from && FileKind.offsetOf(name) < to)
        .toList();
  }

  /** Every batch is checked: others will be deleted in favour of these. */
  private static long endOf(Path swap, long base) throws IOException {
    ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
    try (DiskFile log = Disk.local().openForRead(swap)) {
      BatchScanner scanner = new BatchScanner(log, window, Depth.CHECKSUMS, 0, log.size(), base);
      while (scanner.next()) {
        // the scanner checks
      }
      if (scanner.damage() != null) {
        throw scanner
            .damage()
            .in(
                "open",
                swap,
                "the output of an interrupted compaction: delete it if what it"
                    + " replaces is still there, or restore a snapshot");
      }
      return scanner.nextOffset();
    }
  }

  /**
   * Gives the files their names. After a crash between any two calls the rest is found, and done,
   * in the same way, by Kafka too: what is superseded is durably gone before the first rename, and
   * a {@code .log} file gets its name before its indexes.
   */
  void complete(Disk disk, Path directory) throws IOException {
    if (names.isEmpty()) {
      return;
    }
    for (String name : superseded) {
      disk.delete(directory.resolve(name));
    }
    disk.syncDirectory(directory);
    List<String> logsFirst = new ArrayList<>(names.keySet());
    logsFirst.sort((a, b) -> Boolean.compare(!FileKind.LOG.matches(a), !FileKind.LOG.matches(b)));
    for (String name : logsFirst) {
      disk.rename(directory.resolve(name + SWAP), directory.resolve(name));
    }
    disk.syncDirectory(directory);
  }
}
