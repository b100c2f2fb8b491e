package io.segsnap.snapshot;

import io.segsnap.UnsupportedStrategyException;
import io.segsnap.copy.CopyEngine;
import io.segsnap.copy.CopyJob;
import io.segsnap.copy.CopyOptions;
import io.segsnap.copy.CopyResult;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.copy.Workers;
import io.segsnap.format.FileKind;
import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import io.segsnap.io.RangeChecksums;
import io.segsnap.log.LogPoint;
import io.segsnap.log.PointFile;
import io.segsnap.log.SegmentInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates a snapshot: all files into {@code .creating-<id>}, synced, then the manifest, then the
 * rename that publishes. The caller holds the folder's lock.
 */
final class SnapshotWriter {

  private final Disk disk;
  private final SnapshotFolder folder;
  private final CopyEngine engine;
  private final FileCheck check;
  private final ThreadFactory threadFactory;

  /**
   * What is settled before anything is copied.
   *
   * @param id of the snapshot
   * @param created when
   * @param topicPartition name of the partition directory
   * @param strategy never {@link CopyStrategy#AUTO}
   * @param live whether the log is being written meanwhile
   * @param earlier files of the newest snapshot, by name
   */
  record Draft(
      String id,
      Instant created,
      String topicPartition,
      CopyStrategy strategy,
      boolean live,
      Map<String, ManifestFile> earlier) {}

  SnapshotWriter(
      Disk disk,
      SnapshotFolder folder,
      CopyEngine engine,
      BufferPool pool,
      ThreadFactory threadFactory) {
    this.disk = disk;
    this.folder = folder;
    this.engine = engine;
    this.check = new FileCheck(disk, pool);
    this.threadFactory = threadFactory;
  }

  /** Fills the staging directory of a snapshot; whoever calls removes it after a failure. */
  Snapshot stage(Draft draft, LogPoint point, CreateOptions options) throws IOException {
    Path staging = folder.creating(draft.id());
    disk.createDirectory(staging);
    List<ManifestFile> files = copy(draft, point.files(), staging, options);
    Snapshot snapshot = new Snapshot(
        draft.id(),
        draft.created(),
        draft.topicPartition(),
        point.baseOffset(),
        point.logStartOffset(),
        point.highWaterMark(),
        point.segments().stream().map(SegmentInfo::baseOffset).toList(),
        files.stream().mapToLong(ManifestFile::lengthBytes).sum(),
        options.label(),
        options.tags(),
        point.tailCut(),
        capturesOf(files));
    Manifest manifest = new Manifest(snapshot, files);
    CheckpointFile.write(disk, staging, options.synced(), manifest);
    manifest.write(disk, staging.resolve(SnapshotFolder.MANIFEST), options.synced());
    return snapshot;
  }

  private List<ManifestFile> copy(
      Draft draft, List<PointFile> files, Path staging, CreateOptions options) throws IOException {
    List<CopyJob> jobs = new ArrayList<>(files.size());
    for (PointFile file : files) {
      if (!ManifestFile.isPlainName(file.name())) {
        throw new IllegalArgumentException("not a file of a partition directory: " + file.name());
      }
      jobs.add(new CopyJob(
          new PointSource(file),
          staging.resolve(file.name()),
          Optional.empty(),
          Optional.of(file.lastModified())));
    }
    List<CopyResult> results = copy(jobs, options, draft);
    List<ManifestFile> copied = new ArrayList<>(files.size());
    for (int i = 0; i < results.size(); i++) {
      copied.add(describe(files.get(i), results.get(i), draft.earlier()));
    }
    sumDerivedFiles(staging, copied, options);
    return copied;
  }

  /**
   * What is derived from the batches is small, and nothing in the batches tells all that it must be, so
   * that it gets its checksums at once where neither the log nor an earlier snapshot knows them.
   */
  private void sumDerivedFiles(Path staging, List<ManifestFile> files, CreateOptions options)
      throws IOException {
    List<Integer> unknown = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).checksums().isEmpty()
          && !FileKind.LOG.matches(files.get(i).name())) {
        unknown.add(i);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    Workers workers = new Workers("create", options.effectiveThreads(), threadFactory);
    workers.forEach(unknown.size(), number -> {
      int index = unknown.get(number);
      files.set(index, summed(staging, files.get(index)));
    });
  }

  private ManifestFile summed(Path staging, ManifestFile file) throws IOException {
    return check
        .checkContent(staging, file, Optional.empty(), bytes -> {})
        .checksums()
        .map(file::withChecksums)
        .orElse(file);
  }

  private List<CopyResult> copy(List<CopyJob> jobs, CreateOptions options, Draft draft)
      throws IOException {
    CopyOptions copyOptions = CopyOptions.of("create")
        .withStrategy(draft.strategy())
        .withThreads(options.effectiveThreads())
        .withSynced(options.synced())
        .withSteady(draft.live())
        .withBytesPerSecond(options.bytesPerSecond())
        .withListener(options.progress());
    try {
      return engine.copy(jobs, copyOptions);
    } catch (UnsupportedStrategyException e) {
      if (options.strategy() != CopyStrategy.AUTO) {
        throw e;
      }
      // The file system could have had clones, but has none.
      return engine.copy(jobs, copyOptions.withStrategy(CopyStrategy.OFF_HEAP));
    }
  }

  /**
   * A file that was not read has the checksums that the log knows, or else that an earlier snapshot has
   * of the same unchanged inode.
   */
  private static ManifestFile describe(
      PointFile file, CopyResult result, Map<String, ManifestFile> earlier) {
    Instant modified = file.lastModified().toInstant();
    Optional<String> inode = Optional.empty();
    Optional<RangeChecksums> checksums = result
        .checksums()
        .or(() -> file.checksums().filter(sums -> sums.lengthBytes() == result.lengthBytes()));
    if (result.link().isPresent()) {
      BasicFileAttributes linked = result.link().get();
      modified = linked.lastModifiedTime().toInstant();
      inode = Optional.ofNullable(linked.fileKey()).map(Object::toString);
      if (checksums.isEmpty()) {
        checksums = checksumsOf(earlier.get(file.name()), linked.size(), modified, inode);
      }
    }
    return new ManifestFile(
        file.name(), result.lengthBytes(), result.capture(), modified, inode, checksums);
  }

  private static Optional<RangeChecksums> checksumsOf(
      @Nullable ManifestFile earlier, long lengthBytes, Instant modified, Optional<String> inode) {
    if (earlier == null || inode.isEmpty() || !earlier.inode().equals(inode)) {
      return Optional.empty();
    }
    boolean isUnchanged =
        earlier.lengthBytes() == lengthBytes && earlier.lastModified().equals(modified);
    return isUnchanged ? earlier.checksums() : Optional.empty();
  }

  private static Map<CopyStrategy, Integer> capturesOf(List<ManifestFile> files) {
    Map<CopyStrategy, Integer> captures = new EnumMap<>(CopyStrategy.class);
    for (ManifestFile file : files) {
      captures.merge(file.capture(), 1, Integer::sum);
    }
    return captures;
  }
}
