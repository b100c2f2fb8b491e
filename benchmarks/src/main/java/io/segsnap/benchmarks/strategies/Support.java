package io.segsnap.benchmarks.strategies;

import io.segsnap.UnsupportedStrategyException;
import io.segsnap.benchmarks.PageCache;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file system can't, found out by trying it.
 *
 * @param reasons why a value of a parameter, such as {@code CLONE}, is unsupported
 */
record Support(Map<String, String> reasons) {

  private static final List<String> LIMITED = List.of("strategy", "cache", "flags");

  /**
   * Tries.
   *
   * @param work folder that results go to
   * @param log what would be linked; or the work folder itself
   */
  static Support detect(Path work, Path log) throws IOException, InterruptedException {
    Map<String, String> reasons = new LinkedHashMap<>();
    Disk disk = Disk.local();
    if (!disk.mayLink(work, log)) {
      reasons.put("LINK", "another file system than " + log);
      reasons.put("-rl", "another file system than " + log);
    }
    Path file = Files.writeString(work.resolve("probe"), "probe");
    Path clone = work.resolve("probe-clone");
    try {
      disk.cloneFile(clone, file);
    } catch (UnsupportedStrategyException e) {
      reasons.put("CLONE", "no clones on " + Files.getFileStore(work).type());
    } finally {
      Files.deleteIfExists(clone);
      Files.delete(file);
    }
    Path folder = Files.createDirectories(work.resolve("probe-cache"));
    Path cached = Files.writeString(folder.resolve("file"), "cached");
    if (!PageCache.drop(folder)) {
      reasons.put(LogBenchmark.COLD, "files stay in the page cache here");
    }
    Files.delete(cached);
    Files.delete(folder);
    return new Support(reasons);
  }

  /** Why a cell can't be measured here; empty if it can. */
  Optional<String> problem(Cell cell) {
    return LIMITED.stream()
        .map(name -> reasons.getOrDefault(cell.param(name), ""))
        .filter(reason -> !reason.isEmpty())
        .findFirst();
  }
}
