package io.segsnap.snapshot;

import io.segsnap.InvalidRequestException;
import io.segsnap.StorageException;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a restore goes, and the names beside it that it uses meanwhile:
 *
 * <pre>
 * &lt;parent&gt;/&lt;name&gt;                        missing or empty before, complete after
 * &lt;parent&gt;/.&lt;name&gt;.restoring-&lt;id&gt;/      in progress, swept by the next restore to the same name
 * &lt;parent&gt;/.&lt;name&gt;.restoring.lock      held meanwhile, so that nobody sweeps what is in progress
 * </pre>
 */
final class RestoreTarget {

  private final Path path;
  private final Path parent;

  private RestoreTarget(Path path, Path parent) {
    this.path = path;
    this.parent = parent;
  }

  /**
   * Checks that a target may be written.
   *
   * @param log directory of the log
   * @param snapshots folder of the snapshots
   * @param differential whether the target may be a directory that is not empty, and the log itself
   */
  static RestoreTarget check(Path target, Path log, Path snapshots, boolean differential)
      throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null || absolute.getFileName() == null) {
      throw refused(target, "is the root of a file system", "name a directory below it");
    }
    if (!Files.isDirectory(parent)) {
      throw refused(target, "its parent directory does not exist", "create it first");
    }
    Path path = realPath(parent).resolve(absolute.getFileName());
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      checkDirectory(path, differential);
    }
    for (Path source : List.of(log, snapshots)) {
      if (Files.isDirectory(source) && !(differential && isInPlace(path, log, snapshots))) {
        checkApart(path, realPath(source));
      }
    }
    return new RestoreTarget(path, path.resolveSibling(""));
  }

  /** Whether the target is the log itself; its snapshots may lie directly in it. */
  private static boolean isInPlace(Path path, Path log, Path snapshots) throws IOException {
    if (!Files.isDirectory(log) || !path.equals(realPath(log))) {
      return false;
    }
    Path folder = realPath(snapshots);
    return path.equals(folder.getParent()) || !folder.startsWith(path);
  }

  private static void checkDirectory(Path path, boolean differential) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(path, "exists and is no directory", "name one that is missing or empty");
    }
    if (!differential && !SnapshotFolder.namesIn(path).isEmpty()) {
      throw refused(
          path,
          "is not empty",
          "name a directory that is missing or empty, or ask for a differential restore");
    }
  }

  private static void checkApart(Path path, Path source) throws InvalidRequestException {
    if (path.startsWith(source) || source.startsWith(path)) {
      throw refused(
          path,
          "is, contains or lies in " + source + ", which the snapshot is taken from or kept in",
          "restore elsewhere");
    }
  }

  private static Path realPath(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new StorageException("restore to", path, e);
    }
  }

  private static InvalidRequestException refused(Path path, String problem, String advice) {
    return new InvalidRequestException("restore to", path, problem, advice);
  }

  Path path() {
    return path;
  }

  /** Whether there is nothing that could be kept. */
  boolean isEmpty() throws IOException {
    return !Files.isDirectory(path) || SnapshotFolder.namesIn(path).isEmpty();
  }

  Path parent() {
    return parent;
  }

  Path lock() {
    return parent.resolve("." + path.getFileName() + ".restoring.lock");
  }

  Path staging(String id) {
    return parent.resolve(stagingPrefix() + id);
  }

  private String stagingPrefix() {
    return "." + path.getFileName() + ".restoring-";
  }

  /** Removes what a crash left of an earlier restore. The caller holds the lock. */
  void sweep(Disk disk) throws IOException {
    String prefix = stagingPrefix();
    for (String name : SnapshotFolder.namesIn(parent)) {
      if (name.startsWith(prefix)
          && SnapshotId.numberOf(name.substring(prefix.length())).isPresent()) {
        SnapshotFolder.remove(disk, parent.resolve(name));
      }
    }
  }
}
