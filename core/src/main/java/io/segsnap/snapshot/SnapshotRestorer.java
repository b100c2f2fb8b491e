package io.segsnap.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.StorageException;
import io.segsnap.UnsupportedStrategyException;
import io.segsnap.copy.CopyEngine;
import io.segsnap.copy.CopyJob;
import io.segsnap.copy.CopyOptions;
import io.segsnap.copy.CopyResult;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.copy.Workers;
import io.segsnap.format.OffsetCheckpoint;
import io.segsnap.io.BufferPool;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.log.RestoringMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadFactory;

/**
 * Restores a snapshot: every file into a staging directory beside the target, each byte checked
 * while it is copied, synced, then renamed to the target.
 */
final class SnapshotRestorer {

  static final String ADVICE = "verify the snapshot, or restore another";

  private final Disk disk;
  private final CopyEngine engine;
  private final FileCheck check;
  private final ThreadFactory threadFactory;
  private final DifferentialRestorer differences;

  SnapshotRestorer(Disk disk, CopyEngine engine, BufferPool pool, ThreadFactory threadFactory) {
    this.disk = disk;
    this.engine = engine;
    this.check = new FileCheck(disk, pool);
    this.threadFactory = threadFactory;
    this.differences = new DifferentialRestorer(disk, engine, pool, threadFactory);
  }

  RestoreReport restore(
      Path directory, Manifest manifest, RestoreTarget target, RestoreOptions options)
      throws IOException {
    if (options.strategy() == CopyStrategy.LINK) {
      throw new InvalidRequestException(
          "restore to",
          target.path(),
          "a restored log must not share files with its snapshot",
          "choose a strategy that copies");
    }
    checkSource(directory, manifest);
    RestorePlan plan = new RangePlanner(disk, directory, manifest, options.range(), check).plan();
    if (options.differential().isPresent() && !target.isEmpty()) {
      DifferentialRestorer.requireLog(target.path());
      List<String> unsummed = new ArrayList<>();
      NavigableMap<Long, Integer> epochs = StoredEpochs.byStartOffset(disk, directory, manifest);
      RestorePlan summed = withChecksums(directory, plan, epochs, unsummed);
      return restoreDifferences(summed, target, unsummed, options.differential().get(), options);
    }
    if (options.dryRun()) {
      return report(plan, target, List.of(), plan.manifest().snapshot().totalBytes());
    }
    DirectoryLock lock = disk.lock(target.lock());
    try {
      target.sweep(disk);
      return restoreLocked(directory, plan, target, options);
    } finally {
      // Gone before it is released: who comes next makes a new one. If it can't be removed it is
      // harmless, and used again.
      try {
        deleteQuietly(target.lock());
      } finally {
        lock.close();
      }
    }
  }

  private RestoreReport restoreDifferences(
      RestorePlan summed,
      RestoreTarget target,
      List<String> unsummed,
      Extras extras,
      RestoreOptions options)
      throws IOException {
    DifferentialRestorer.Outcome outcome = options.dryRun()
        ? differences.restore(summed, target.path(), extras, options)
        : restoreLocked(summed, target, extras, options);
    return report(summed, target, unsummed, outcome.bytesWritten()).withRemoved(outcome.removed());
  }

  private DifferentialRestorer.Outcome restoreLocked(
      RestorePlan plan, RestoreTarget target, Extras extras, RestoreOptions options)
      throws IOException {
    DirectoryLock lock = RestoringMark.lock(disk, target.path());
    try {
      return differences.restore(plan, target.path(), extras, options);
    } finally {
      lock.close();
    }
  }

  /** Computes checksums of linked files that have none, from bytes whose batches are sound. */
  private RestorePlan withChecksums(
      Path directory, RestorePlan plan, NavigableMap<Long, Integer> epochs, List<String> unsummed)
      throws IOException {
    Snapshot snapshot = plan.manifest().snapshot();
    List<ManifestFile> files = new ArrayList<>();
    for (ManifestFile file : plan.manifest().files()) {
      if (file.checksums().isPresent()) {
        files.add(file);
        continue;
      }
      unsummed.add(file.name());
      FileCheck.Outcome outcome = check.checkContent(
          directory, file, SegmentBounds.of(snapshot, file, epochs), bytes -> {});
      if (!outcome.problems().isEmpty()) {
        throw corruption(directory, outcome.problems().get(0));
      }
      files.add(outcome.checksums().map(file::withChecksums).orElse(file));
    }
    return new RestorePlan(new Manifest(snapshot, files), plan.sources(), plan.strays());
  }

  private void deleteQuietly(Path path) {
    try {
      disk.delete(path);
    } catch (IOException e) {
      return;
    }
  }

  private static void checkSource(Path directory, Manifest manifest) throws IOException {
    for (ManifestFile file : manifest.files()) {
      Optional<VerifyProblem> problem = FileCheck.checkAttributes(directory, file);
      if (problem.isPresent()) {
        throw corruption(directory, problem.get());
      }
    }
    for (String name : SnapshotVerifier.extraFiles(directory, manifest)) {
      if (Files.isSymbolicLink(directory.resolve(name))) {
        throw corruption(directory, new VerifyProblem(name, -1, "no such file", "a symbolic link"));
      }
    }
  }

  private static CorruptionException corruption(Path directory, VerifyProblem problem) {
    return new CorruptionException(
        "restore",
        directory.resolve(problem.file()),
        problem.position(),
        problem.expected(),
        problem.actual(),
        ADVICE);
  }

  private RestoreReport restoreLocked(
      Path directory, RestorePlan plan, RestoreTarget target, RestoreOptions options)
      throws IOException {
    Manifest manifest = plan.manifest();
    Path staging = target.staging(manifest.snapshot().id());
    try {
      disk.createDirectory(staging);
      CheckpointFile.write(disk, staging, options.synced(), manifest);
      List<String> unsummed = copy(directory, plan, staging, options);
      RestoreReport report = report(plan, target, unsummed, manifest.snapshot().totalBytes());
      publish(staging, target, options.synced());
      return report;
    } catch (IOException | RuntimeException | Error e) {
      Cleanup.after(e, () -> SnapshotFolder.remove(disk, staging));
      throw e;
    }
  }

  /** Copies all files and returns the names of those that the manifest has no checksums for. */
  private List<String> copy(Path directory, RestorePlan plan, Path staging, RestoreOptions options)
      throws IOException {
    Manifest manifest = plan.manifest();
    List<CopyJob> jobs = new ArrayList<>(manifest.files().size());
    for (int i = 0; i < manifest.files().size(); i++) {
      ManifestFile file = manifest.files().get(i);
      jobs.add(new CopyJob(
          plan.sources().get(i),
          staging.resolve(file.name()),
          file.checksums(),
          Optional.of(FileTime.from(file.lastModified()))));
    }
    List<CopyResult> results = copy(jobs, directory, staging, options);
    return checkUnread(directory, manifest, results, staging, options);
  }

  private List<CopyResult> copy(
      List<CopyJob> jobs, Path directory, Path staging, RestoreOptions options) throws IOException {
    boolean auto = options.strategy() == CopyStrategy.AUTO;
    CopyOptions copyOptions = CopyOptions.of("restore")
        .withStrategy(
            auto ? CopyStrategy.pick(disk, directory, staging, false) : options.strategy())
        .withThreads(options.effectiveThreads())
        .withSynced(options.synced())
        .withBytesPerSecond(options.bytesPerSecond())
        .withListener(options.progress());
    try {
      return engine.copy(jobs, copyOptions);
    } catch (UnsupportedStrategyException e) {
      if (!auto) {
        throw e;
      }
      return engine.copy(jobs, copyOptions.withStrategy(CopyStrategy.OFF_HEAP));
    }
  }

  /** Checks what was cloned, and hence not read, or what the manifest knows no checksums of. */
  private List<String> checkUnread(
      Path directory,
      Manifest manifest,
      List<CopyResult> results,
      Path staging,
      RestoreOptions options)
      throws IOException {
    List<String> names = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      boolean isUnsummed = manifest.files().get(i).checksums().isEmpty();
      if (isUnsummed) {
        names.add(results.get(i).name());
      }
      if (isUnsummed || results.get(i).checksums().isEmpty()) {
        indexes.add(i);
      }
    }
    NavigableMap<Long, Integer> epochs = StoredEpochs.byStartOffset(disk, staging, manifest);
    if (indexes.isEmpty()) {
      return names;
    }
    Workers workers = new Workers("restore", options.effectiveThreads(), threadFactory);
    workers.forEach(indexes.size(), number -> {
      int index = indexes.get(number);
      ManifestFile file = manifest.files().get(index);
      checkCopy(
          directory,
          staging,
          file,
          SegmentBounds.of(manifest.snapshot(), file, epochs),
          results.get(index));
    });
    return names;
  }

  /**
   * Reads a copy back: its bytes against those that were read, its batches against their CRCs. What
   * is wrong is said of the snapshot's file, since the copy does not stay.
   */
  private void checkCopy(
      Path directory,
      Path staging,
      ManifestFile file,
      Optional<SegmentBounds> bounds,
      CopyResult result)
      throws IOException {
    ManifestFile copied = result.checksums().map(file::withChecksums).orElse(file);
    FileCheck.Outcome outcome = check.checkContent(staging, copied, bounds, bytes -> {});
    if (!outcome.problems().isEmpty()) {
      throw corruption(directory, outcome.problems().get(0));
    }
  }

  private void publish(Path staging, RestoreTarget target, boolean synced) throws IOException {
    boolean existed = Files.exists(target.path(), LinkOption.NOFOLLOW_LINKS);
    disk.rename(staging, target.path());
    try {
      if (synced) {
        disk.syncDirectory(target.parent());
      }
    } catch (IOException | RuntimeException | Error e) {
      Cleanup.after(e, () -> disk.rename(target.path(), staging));
      if (existed) {
        Cleanup.after(e, () -> disk.createDirectory(target.path()));
      }
      throw e;
    }
  }

  private static RestoreReport report(
      RestorePlan plan, RestoreTarget target, List<String> unsummed, long bytesWritten)
      throws IOException {
    Manifest manifest = plan.manifest();
    Snapshot snapshot = manifest.snapshot();
    List<String> notes = new ArrayList<>();
    OptionalLong brokers = logStartOfBroker(target);
    if (brokers.isPresent() && brokers.getAsLong() > snapshot.logStartOffset()) {
      notes.add(otherLogStartNote(snapshot, target, brokers.getAsLong()));
    } else if (snapshot.logStartOffset() > snapshot.baseOffset()) {
      notes.add(logStartNote(snapshot));
    }
    for (String name : plan.strays()) {
      notes.add("left out " + name + ", which does not belong to the snapshot");
    }
    return new RestoreReport(
        snapshot.id(),
        target.path(),
        manifest.files().size(),
        snapshot.totalBytes(),
        bytesWritten,
        List.of(),
        snapshot.logStartOffset(),
        snapshot.highWaterMark(),
        unsummed,
        notes);
  }

  /** What the {@code log.dir} around the target, if it is in one, says of a partition of its name. */
  private static OptionalLong logStartOfBroker(RestoreTarget target) throws IOException {
    Path checkpoint = target.parent().resolve(OffsetCheckpoint.LOG_START);
    if (!Files.isRegularFile(checkpoint)) {
      return OptionalLong.empty();
    }
    try {
      return OffsetCheckpoint.offsetOf(
          Files.readString(checkpoint, ISO_8859_1), target.path().getFileName().toString());
    } catch (IOException e) {
      throw new StorageException("read", checkpoint, e);
    }
  }

  private static String otherLogStartNote(Snapshot snapshot, RestoreTarget target, long brokers) {
    return String.format(
        "%s says that this partition starts at offset %d, as of an earlier log, and what lies below"
            + " would be hidden or deleted: make its line %s",
        target.parent().resolve(OffsetCheckpoint.LOG_START),
        brokers,
        logStartLine(target.path().getFileName().toString(), snapshot.logStartOffset()));
  }

  private static String logStartNote(Snapshot snapshot) {
    return String.format(
        "the log starts at offset %d, within its first segment: for Kafka, put the line %s into"
            + " log-start-offset-checkpoint of the log.dir",
        snapshot.logStartOffset(),
        logStartLine(snapshot.topicPartition(), snapshot.logStartOffset()));
  }

  private static String logStartLine(String name, long logStartOffset) {
    int dash = name.lastIndexOf('-');
    String topic = dash < 1 ? "<topic>" : name.substring(0, dash);
    String partition = dash < 1 ? "<partition>" : name.substring(dash + 1);
    return String.format("'%s %s %d'", topic, partition, logStartOffset);
  }
}
