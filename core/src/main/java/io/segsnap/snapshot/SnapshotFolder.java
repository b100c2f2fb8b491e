package io.segsnap.snapshot;

import io.segsnap.StorageException;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a log's snapshots.
 *
 * <pre>
 * snapshots.json           catalog: an index, rebuilt when missing, stale or damaged
 * .lock                    one writer at a time; readers need no lock
 * snapshot-&lt;nanos&gt;/        published: a valid partition directory, plus
 *   manifest.json          metadata, and length and checksums of each file
 *   segsnap-checkpoint     of a clean close, so that opening needs no scan
 * .creating-&lt;id&gt;/          in progress, swept by the next holder of the lock
 * .deleting-&lt;id&gt;/          likewise
 * </pre>
 */
final class SnapshotFolder {

  static final String MANIFEST = "manifest.json";
  static final String STAGED_MANIFEST = MANIFEST + SealedJson.STAGED_SUFFIX;

  private static final String CATALOG = "snapshots.json";
  private static final String LOCK = ".lock";
  private static final String CREATING = ".creating-";
  private static final String DELETING = ".deleting-";

  private final Path path;

  SnapshotFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  Path catalog() {
    return path.resolve(CATALOG);
  }

  Path lock() {
    return path.resolve(LOCK);
  }

  Path published(String id) {
    return path.resolve(id);
  }

  Path manifest(String id) {
    return published(id).resolve(MANIFEST);
  }

  Path creating(String id) {
    return path.resolve(CREATING + id);
  }

  Path deleting(String id) {
    return path.resolve(DELETING + id);
  }

  boolean exists() {
    return Files.isDirectory(path);
  }

  boolean isPublished(String id) {
    return Files.isDirectory(published(id), LinkOption.NOFOLLOW_LINKS);
  }

  /** Ids of all published snapshots, newest first; empty where the folder does not exist. */
  List<String> ids() throws IOException {
    Optional<List<String>> ids = tryIds();
    while (ids.isEmpty()) {
      ids = tryIds();
    }
    return ids.get();
  }

  /** Empty where one is gone already: the listing may lack another that was published before that. */
  private Optional<List<String>> tryIds() throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (String name : names()) {
      SnapshotId.numberOf(name).ifPresent(numbers::add);
    }
    numbers.sort(Collections.reverseOrder());
    List<String> ids = new ArrayList<>();
    for (long number : numbers) {
      String id = SnapshotId.of(number);
      Optional<BasicFileAttributes> found = Attributes.ifExists(published(id));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      if (found.get().isDirectory()) {
        ids.add(id);
      }
    }
    return Optional.of(ids);
  }

  /** The largest id number of any snapshot, also of those in progress; -1 where there is none. */
  long lastNumber() throws IOException {
    long last = -1;
    for (String name : names()) {
      String id = name.replace(CREATING, "").replace(DELETING, "");
      last = Math.max(last, SnapshotId.numberOf(id).orElse(-1));
    }
    return last;
  }

  /** Removes what a crash left behind. The caller holds the lock. */
  void sweep(Disk disk) throws IOException {
    for (Path leftover : leftovers()) {
      remove(disk, leftover);
    }
    for (String id : ids()) {
      Path staged = published(id).resolve(STAGED_MANIFEST);
      if (Files.exists(staged, LinkOption.NOFOLLOW_LINKS)) {
        disk.delete(staged);
      }
    }
  }

  /** Directories of snapshots that were being created or deleted. */
  List<Path> leftovers() throws IOException {
    List<Path> leftovers = new ArrayList<>();
    for (String name : names()) {
      if (name.startsWith(CREATING) || name.startsWith(DELETING)) {
        leftovers.add(path.resolve(name));
      }
    }
    return leftovers;
  }

  private List<String> names() throws IOException {
    return exists() ? namesIn(path) : List.of();
  }

  /** Names of what a directory holds. */
  static List<String> namesIn(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(entry.getFileName().toString());
      }
    } catch (DirectoryIteratorException e) {
      throw new StorageException("list", directory, new IOException(e));
    } catch (IOException e) {
      throw new StorageException("list", directory, e);
    }
    return names;
  }

  /** Removes a directory with all it holds, symbolic links themselves and not what they name. */
  static void remove(Disk disk, Path directory) throws IOException {
    try {
      Files.walkFileTree(directory, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
            throws IOException {
          disk.delete(file);
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException problem)
            throws IOException {
          if (problem != null) {
            throw problem;
          }
          disk.delete(emptied);
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (NoSuchFileException e) {
      return;
    } catch (FileSystemException e) {
      throw new StorageException("delete", directory, e);
    }
  }
}
