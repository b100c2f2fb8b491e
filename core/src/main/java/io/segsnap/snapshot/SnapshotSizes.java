package io.segsnap.snapshot;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What snapshots take on disk. A file that has another name elsewhere, in the log or in another
 * snapshot, occupies nothing of its own; the blocks that a clone shares can't be told from its own.
 *
 * @param snapshots one for each, newest first
 * @param apparentBytes lengths of all files of all snapshots added up
 * @param occupiedBytes what deleting all snapshots would give free: files that no name outside of
 *     them shares, each counted once and rounded up to whole blocks
 */
public record SnapshotSizes(List<Size> snapshots, long apparentBytes, long occupiedBytes) {

  /**
   * What one snapshot takes.
   *
   * @param id of the snapshot
   * @param apparentBytes lengths of its files added up, the manifest included
   * @param occupiedBytes what deleting it would give free: its files that have no other name,
   *     rounded up to whole blocks
   */
  public record Size(String id, long apparentBytes, long occupiedBytes) {}

  private static final String ATTRIBUTES = "unix:size,nlink,ino,dev";

  public SnapshotSizes {
    snapshots = List.copyOf(snapshots);
  }

  /** A file by what it is and not by one of its names. */
  private record Inode(long device, long number, long links, long bytes) {}

  static SnapshotSizes of(SnapshotFolder folder) throws IOException {
    List<Size> sizes = new ArrayList<>();
    Map<Inode, Long> names = new HashMap<>();
    for (String id : folder.ids()) {
      try {
        sizes.add(measure(folder.published(id), id, names));
      } catch (StorageException e) {
        if (folder.isPublished(id)) {
          throw e;
        }
      }
    }
    long apparent = sizes.stream().mapToLong(Size::apparentBytes).sum();
    long occupied = names.entrySet().stream()
        .filter(entry -> entry.getKey().links() == entry.getValue())
        .mapToLong(entry -> entry.getKey().bytes())
        .sum();
    return new SnapshotSizes(sizes, apparent, occupied);
  }

  private static Size measure(Path directory, String id, Map<Inode, Long> names)
      throws IOException {
    long block = blockBytes(directory);
    long apparent = 0;
    long occupied = 0;
    for (String name : SnapshotFolder.namesIn(directory)) {
      Map<String, Object> attributes = attributes(directory.resolve(name));
      long length = number(attributes, "size");
      long links = number(attributes, "nlink");
      long bytes = (length + block - 1) / block * block;
      apparent += length;
      occupied += links == 1 ? bytes : 0;
      Inode inode = new Inode(number(attributes, "dev"), number(attributes, "ino"), links, bytes);
      names.merge(inode, 1L, Long::sum);
    }
    return new Size(id, apparent, occupied);
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static long blockBytes(Path directory) throws IOException {
    try {
      return Math.max(1, Files.getFileStore(directory).getBlockSize());
    } catch (IOException e) {
      throw new StorageException("examine", directory, e);
    }
  }

  /** Empty for a file that was deleted meanwhile. */
  private static Map<String, Object> attributes(Path file) throws IOException {
    try {
      return Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IOException e) {
      throw new StorageException("examine", file, e);
    }
  }
}
