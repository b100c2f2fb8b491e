package io.segsnap.snapshot;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.UnsupportedStrategyException;
import io.segsnap.copy.CopyEngine;
import io.segsnap.copy.CopyJob;
import io.segsnap.copy.CopyOptions;
import io.segsnap.copy.CopyResult;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.copy.Workers;
import io.segsnap.io.BufferPool;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Restores a snapshot: every file into a staging directory beside the target, each byte checked
 * while it is copied, synced, then renamed to the target.
 */
final class SnapshotRestorer {

  private static final String ADVICE = "verify the snapshot, or restore another";

  private final Disk disk;
  private final CopyEngine engine;
  private final FileCheck check;
  private final ThreadFactory threadFactory;

  SnapshotRestorer(Disk disk, CopyEngine engine, BufferPool pool, ThreadFactory threadFactory) {
    this.disk = disk;
    this.engine = engine;
    this.check = new FileCheck(disk, pool);
    this.threadFactory = threadFactory;
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
    DirectoryLock lock = disk.lock(target.lock());
    try {
      target.sweep(disk);
      return restoreLocked(directory, manifest, target, options);
    } finally {
      // Gone before it is released: who comes next makes a new one. If it can't be removed it is
      // harmless, and used again.
      deleteQuietly(target.lock());
      lock.close();
    }
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
      Path directory, Manifest manifest, RestoreTarget target, RestoreOptions options)
      throws IOException {
    Path staging = target.staging(manifest.snapshot().id());
    try {
      disk.createDirectory(staging);
      CheckpointFile.write(disk, staging, options.synced(), manifest);
      List<String> unsummed = copy(directory, manifest, staging, options);
      RestoreReport report = report(directory, manifest, target, unsummed);
      publish(staging, target, options.synced());
      return report;
    } catch (IOException | RuntimeException | Error e) {
      Cleanup.after(e, () -> SnapshotFolder.remove(disk, staging));
      throw e;
    }
  }

  /** Copies all files and returns the names of those that the manifest has no checksums for. */
  private List<String> copy(Path directory, Manifest manifest, Path staging, RestoreOptions options)
      throws IOException {
    List<CopyJob> jobs = new ArrayList<>(manifest.files().size());
    for (ManifestFile file : manifest.files()) {
      jobs.add(new CopyJob(
          new StoredSource(disk, directory, file),
          staging.resolve(file.name()),
          file.checksums(),
          Optional.of(FileTime.from(file.lastModified()))));
    }
    List<CopyResult> results = copy(jobs, directory, staging, options);
    return checkUnread(manifest, results, staging, options);
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
      Manifest manifest, List<CopyResult> results, Path staging, RestoreOptions options)
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
    AtomicInteger next = new AtomicInteger();
    Workers.Steps steps = () -> {
      int own = next.getAndIncrement();
      if (own < indexes.size()) {
        int index = indexes.get(own);
        checkCopy(staging, manifest.snapshot(), manifest.files().get(index), results.get(index));
      }
      return own < indexes.size();
    };
    if (!indexes.isEmpty()) {
      new Workers("restore", options.effectiveThreads(), threadFactory).run(() -> steps);
    }
    return names;
  }

  /** Reads a copy back: its bytes against those that were read, its batches against their CRCs. */
  private void checkCopy(Path staging, Snapshot snapshot, ManifestFile file, CopyResult result)
      throws IOException {
    ManifestFile copied = result.checksums().map(file::withChecksums).orElse(file);
    FileCheck.Outcome outcome =
        check.checkContent(staging, copied, SegmentBounds.of(snapshot, file.name()), bytes -> {});
    if (!outcome.problems().isEmpty()) {
      throw corruption(staging, outcome.problems().get(0));
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
      Path directory, Manifest manifest, RestoreTarget target, List<String> unsummed)
      throws IOException {
    Snapshot snapshot = manifest.snapshot();
    List<String> notes = new ArrayList<>();
    if (snapshot.logStartOffset() > snapshot.baseOffset()) {
      notes.add(logStartNote(snapshot));
    }
    for (String name : SnapshotVerifier.extraFiles(directory, manifest)) {
      notes.add("left out " + name + ", which does not belong to the snapshot");
    }
    return new RestoreReport(
        snapshot.id(),
        target.path(),
        manifest.files().size(),
        snapshot.totalBytes(),
        snapshot.logStartOffset(),
        snapshot.highWaterMark(),
        unsummed,
        notes);
  }

  private static String logStartNote(Snapshot snapshot) {
    String name = snapshot.topicPartition();
    int dash = name.lastIndexOf('-');
    String topic = dash < 1 ? "<topic>" : name.substring(0, dash);
    String partition = dash < 1 ? "<partition>" : name.substring(dash + 1);
    return String.format(
        "records below offset %d were deleted but are still in the first segment: for Kafka, put"
            + " the line '%s %s %d' into log-start-offset-checkpoint of the log.dir",
        snapshot.logStartOffset(), topic, partition, snapshot.logStartOffset());
  }
}
