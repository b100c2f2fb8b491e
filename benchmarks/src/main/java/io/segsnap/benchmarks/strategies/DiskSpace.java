package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.Commands;
import io.segsnap.copy.CopyStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much more of a disk is used than before. */
final class DiskSpace {

  /** Before the first operation. */
  static final DiskSpace NONE = new DiskSpace(Path.of(""), 0);

  private final Path folder;
  private final long freeBefore;

  private DiskSpace(Path folder, long freeBefore) {
    this.folder = folder;
    this.freeBefore = freeBefore;
  }

  /** Notes what is free now. */
  static DiskSpace before(Path folder) throws IOException {
    return new DiskSpace(folder, Files.getFileStore(folder).getUnallocatedSpace());
  }

  /**
   * Blocks that a copy takes and its source does not, in bytes. Blocks that clones share show only
   * in what the file system has left, which others change too, so only there that is asked.
   */
  long taken(Path source, Path copy, CopyStrategy strategy)
      throws IOException, InterruptedException {
    if (strategy == CopyStrategy.CLONE) {
      long free = Files.getFileStore(folder).getUnallocatedSpace();
      return Math.max(0, freeBefore - free);
    }
    return taken(source, copy);
  }

  /** The same, where nothing is cloned: {@code du} counts an inode once. */
  static long taken(Path source, Path copy) throws IOException, InterruptedException {
    String printed = Commands.run(List.of("du", "-s", "-B1", source.toString(), copy.toString()));
    String last = printed.lines().reduce((first, second) -> second).orElseThrow();
    return Long.parseLong(last.substring(0, last.indexOf('\t')));
  }
}
