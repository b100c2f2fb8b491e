package io.segsnap.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How file systems are mounted, from {@code /proc/self/mounts} (see {@code fstab(5)}). */
final class Mounts {

  static final String UNKNOWN = "unknown";

  private static final Path TABLE = Path.of("/proc/self/mounts");
  private static final int MOUNT_POINT = 1;
  private static final int OPTIONS = 3;

  private Mounts() {}

  /** The options of the file system that holds a folder. */
  static String options(Path folder) throws IOException {
    return Files.isReadable(TABLE)
        ? options(Files.readAllLines(TABLE), folder.toRealPath())
        : UNKNOWN;
  }

  /** The last of the longest mount points above a folder hides all others. */
  static String options(List<String> mounts, Path folder) {
    return mounts.stream()
        .map(line -> line.split(" "))
        .filter(fields -> folder.startsWith(mountPoint(fields)))
        .reduce((above, below) -> depth(below) >= depth(above) ? below : above)
        .map(fields -> withoutPaths(fields[OPTIONS]))
        .orElse(UNKNOWN);
  }

  private static int depth(String[] fields) {
    return mountPoint(fields).getNameCount();
  }

  private static Path mountPoint(String[] fields) {
    return Path.of(fields[MOUNT_POINT].replace("\\040", " "));
  }

  /** The layers of an overlay fill a page and change nothing. */
  private static String withoutPaths(String options) {
    return Arrays.stream(options.split(","))
        .filter(option -> !option.contains("/"))
        .collect(Collectors.joining(","));
  }
}
