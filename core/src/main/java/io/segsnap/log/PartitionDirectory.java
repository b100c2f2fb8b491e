package io.segsnap.log;

import io.segsnap.InvalidRequestException;
import io.segsnap.NotFoundException;
import io.segsnap.StorageException;
import io.segsnap.format.FileKind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names in a partition directory, sorted by what they are. Nothing is opened but the output of
 * an interrupted compaction, which counts as if it were in its place already.
 *
 * @param path the directory
 * @param baseOffsets of the {@code .log} files, ascending
 * @param producerSnapshots offsets of the {@code .snapshot} files
 * @param indexes names of all index files, with or without a segment
 * @param swaps what an interrupted compaction left to be done
 * @param leftovers names that are no data: {@code .deleted}, {@code .cleaned}, {@code .tmp}, and
 *     {@code .swap} where these don't count
 * @param others names that a log without a segment would not have
 */
record PartitionDirectory(
    Path path,
    List<Long> baseOffsets,
    TreeSet<Long> producerSnapshots,
    Set<String> indexes,
    Swaps swaps,
    List<String> leftovers,
    List<String> others) {

  static final String LOCK = ".lock";

  private static final Set<String> EXPECTED =
      Set.of(LOCK, ".snapshots", FileKind.LEADER_EPOCH_CHECKPOINT, FileKind.PARTITION_METADATA);

  /**
   * @throws NotFoundException if there is no such directory
   * @throws InvalidRequestException if it is none, or holds a symbolic link as a segment file
   */
  static PartitionDirectory list(Path path) throws IOException {
    requireDirectory(path);
    List<String> swapped = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (FileKind.LOG.matches(name)) {
          requireRegularFile(entry);
        }
        (name.endsWith(".swap") ? swapped : names).add(name);
      }
    } catch (DirectoryIteratorException e) {
      throw new StorageException("list", path, new IOException(e.getMessage(), e));
    } catch (StorageException | InvalidRequestException e) {
      throw e;
    } catch (IOException e) {
      throw new StorageException("list", path, e);
    }
    RestoringMark.requireNone(path);
    return sorted(path, Swaps.of(path, swapped, names), names);
  }

  private static PartitionDirectory sorted(Path path, Swaps swaps, List<String> names) {
    var listed = new PartitionDirectory(
        path,
        new ArrayList<>(),
        new TreeSet<>(),
        new HashSet<>(),
        swaps,
        new ArrayList<>(swaps.discarded()),
        new ArrayList<>());
    Set<String> effective = new HashSet<>(names);
    swaps.superseded().forEach(effective::remove);
    effective.addAll(swaps.names().keySet());
    TreeSet<Long> logs = new TreeSet<>();
    for (String name : effective) {
      if (FileKind.LOG.matches(name)) {
        logs.add(FileKind.offsetOf(name));
      } else {
        listed.sort(name);
      }
    }
    listed.baseOffsets.addAll(logs);
    return listed;
  }

  private static void requireDirectory(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NotFoundException("open", path, "no such directory", "check the path");
    }
    if (!Files.isDirectory(path)) {
      throw new InvalidRequestException(
          "open", path, "not a directory", "give the partition directory, not a file in it");
    }
  }

  private static void requireRegularFile(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidRequestException(
          "open", file, "not a regular file", "replace symbolic links by the files they name");
    }
  }

  private void sort(String name) {
    if (FileKind.PRODUCER_SNAPSHOT.matches(name)) {
      producerSnapshots.add(FileKind.offsetOf(name));
    } else if (FileKind.OFFSET_INDEX.matches(name)
        || FileKind.TIME_INDEX.matches(name)
        || FileKind.TXN_INDEX.matches(name)) {
      indexes.add(name);
    } else if (name.endsWith(".deleted") || name.endsWith(".cleaned") || name.endsWith(".tmp")) {
      leftovers.add(name);
    } else if (!EXPECTED.contains(name)) {
      others.add(name);
    }
  }

  /**
   * @throws InvalidRequestException if no {@code .log} file is there
   */
  PartitionDirectory requireSegments() throws InvalidRequestException {
    if (baseOffsets.isEmpty()) {
      throw new InvalidRequestException(
          "open",
          path,
          "not a partition directory: no file like " + FileKind.LOG.nameOf(0) + " in it",
          "give the <topic>-<partition> folder itself");
    }
    return this;
  }

  /**
   * @throws InvalidRequestException if there is no segment, but files that a new log would not have
   */
  void requireLogOrNothing() throws InvalidRequestException {
    if (baseOffsets.isEmpty()
        && (!others.isEmpty() || !indexes.isEmpty() || !producerSnapshots.isEmpty())) {
      requireSegments();
    }
  }

  /** Where a file of a segment is, which may not have its own name yet. */
  Path file(FileKind kind, long baseOffset) {
    String name = kind.nameOf(baseOffset);
    return path.resolve(swaps.names().getOrDefault(name, name));
  }

  boolean has(FileKind kind, long baseOffset) {
    return indexes.contains(kind.nameOf(baseOffset));
  }

  /** Index files whose segment is gone. */
  List<String> orphans() {
    Set<Long> bases = new HashSet<>(baseOffsets);
    return indexes.stream()
        .filter(name -> !bases.contains(FileKind.offsetOf(name)))
        .toList();
  }
}
