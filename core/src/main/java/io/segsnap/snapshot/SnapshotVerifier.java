package io.segsnap.snapshot;

import io.segsnap.copy.Progress;
import io.segsnap.copy.Workers;
import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Reads a whole snapshot and names all that is wrong with it. The unit of work is the file. */
final class SnapshotVerifier {

  private final Disk disk;
  private final FileCheck check;
  private final ThreadFactory threadFactory;

  /**
   * What was found.
   *
   * @param report for the caller
   * @param newChecksums by file name, of sound linked files that had none
   */
  record Outcome(VerifyReport report, Map<String, RangeChecksums> newChecksums) {}

  SnapshotVerifier(Disk disk, BufferPool pool, ThreadFactory threadFactory) {
    this.disk = disk;
    this.check = new FileCheck(disk, pool);
    this.threadFactory = threadFactory;
  }

  Outcome verify(Path directory, Manifest manifest, VerifyOptions options) throws IOException {
    List<ManifestFile> files = manifest.files();
    Progress progress = new Progress(options.progress(), manifest.snapshot().totalBytes());
    FileCheck.@Nullable Outcome[] outcomes = new FileCheck.@Nullable Outcome[files.size()];
    NavigableMap<Long, Integer> epochs = StoredEpochs.byStartOffset(disk, directory, manifest);
    Workers workers = new Workers("verify", options.effectiveThreads(), threadFactory);
    workers.forEach(files.size(), index -> {
      ManifestFile file = files.get(index);
      outcomes[index] =
          check(directory, file, SegmentBounds.of(manifest.snapshot(), file, epochs), progress);
    });
    return summarize(directory, manifest, Arrays.asList(outcomes));
  }

  private FileCheck.Outcome check(
      Path directory, ManifestFile file, Optional<SegmentBounds> bounds, Progress progress)
      throws IOException {
    Optional<VerifyProblem> problem = FileCheck.checkAttributes(directory, file);
    if (problem.isPresent()) {
      progress.add(file.lengthBytes());
      return new FileCheck.Outcome(0, Optional.empty(), List.of(problem.get()));
    }
    return check.checkContent(directory, file, bounds, progress::add);
  }

  private Outcome summarize(
      Path directory, Manifest manifest, List<FileCheck.@Nullable Outcome> outcomes)
      throws IOException {
    List<VerifyProblem> problems = new ArrayList<>();
    Map<String, RangeChecksums> newChecksums = new HashMap<>();
    long readFiles = 0;
    long bytes = 0;
    long batches = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      ManifestFile file = manifest.files().get(i);
      FileCheck.Outcome outcome = outcomes.get(i);
      if (outcome == null) {
        continue;
      }
      problems.addAll(outcome.problems());
      batches += outcome.batches();
      if (outcome.checksums().isPresent()) {
        readFiles++;
        bytes += file.lengthBytes();
        if (file.checksums().isEmpty() && outcome.problems().isEmpty()) {
          newChecksums.put(file.name(), outcome.checksums().get());
        }
      }
    }
    problems.addAll(checkOthers(directory, manifest));
    String id = manifest.snapshot().id();
    return new Outcome(new VerifyReport(id, readFiles, bytes, batches, 0, problems), newChecksums);
  }

  /** The folder must hold nothing but the manifest, its files, and the checkpoint as it follows. */
  private List<VerifyProblem> checkOthers(Path directory, Manifest manifest) throws IOException {
    List<VerifyProblem> problems = new ArrayList<>();
    checkCheckpoint(directory, manifest).ifPresent(problems::add);
    for (String name : extraFiles(directory, manifest)) {
      Optional<BasicFileAttributes> extra = Attributes.ifExists(directory.resolve(name));
      if (extra.isPresent()) {
        problems.add(new VerifyProblem(name, -1, "no such file", Attributes.kindOf(extra)));
      }
    }
    return problems;
  }

  private Optional<VerifyProblem> checkCheckpoint(Path directory, Manifest manifest)
      throws IOException {
    String name = CheckpointFile.NAME;
    Path path = directory.resolve(name);
    Optional<BasicFileAttributes> attributes = Attributes.ifExists(path);
    if (attributes.isEmpty() || !attributes.get().isRegularFile()) {
      return Optional.of(new VerifyProblem(name, -1, "a file", Attributes.kindOf(attributes)));
    }
    ByteBuffer expected = ByteBuffer.wrap(CheckpointFile.content(manifest));
    ByteBuffer actual = ByteBuffer.allocate(expected.capacity() + 1);
    try (DiskFile file = disk.openForRead(path)) {
      file.readFully(actual, 0);
    }
    int difference = actual.flip().mismatch(expected);
    return difference < 0
        ? Optional.empty()
        : Optional.of(
            new VerifyProblem(name, difference, "the offsets of the manifest", "other content"));
  }

  /** Names in a snapshot folder that do not belong there. */
  static List<String> extraFiles(Path directory, Manifest manifest) throws IOException {
    Set<String> names = new HashSet<>();
    manifest.files().forEach(file -> names.add(file.name()));
    // Another process may be replacing the manifest at this moment.
    names.addAll(
        List.of(SnapshotFolder.MANIFEST, SnapshotFolder.STAGED_MANIFEST, CheckpointFile.NAME));
    return SnapshotFolder.namesIn(directory).stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .toList();
  }
}
