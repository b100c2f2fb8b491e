package io.segsnap.snapshot;

import io.segsnap.copy.CopyEngine;
import io.segsnap.copy.CopyJob;
import io.segsnap.copy.CopyOptions;
import io.segsnap.copy.CopyResult;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.Disk;
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

/**
 * Creates a snapshot: all files into {@code .creating-<id>}, synced, then the manifest, then the
 * rename that publishes. The caller holds the folder's lock.
 */
final class SnapshotWriter {

  private final Disk disk;
  private final SnapshotFolder folder;
  private final CopyEngine engine;

  SnapshotWriter(Disk disk, SnapshotFolder folder, CopyEngine engine) {
    this.disk = disk;
    this.folder = folder;
    this.engine = engine;
  }

  /** Fills the staging directory of a snapshot; whoever calls removes it after a failure. */
  Snapshot stage(
      String id, Instant created, String topicPartition, LogPoint point, CreateOptions options)
      throws IOException {
    Path staging = folder.creating(id);
    disk.createDirectory(staging);
    List<ManifestFile> files = copy(point.files(), staging, options);
    Snapshot snapshot = new Snapshot(
        id,
        created,
        topicPartition,
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

  private List<ManifestFile> copy(List<PointFile> files, Path staging, CreateOptions options)
      throws IOException {
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
    CopyOptions copyOptions = CopyOptions.of("create")
        .withStrategy(options.strategy())
        .withThreads(options.effectiveThreads())
        .withSynced(options.synced())
        .withListener(options.progress());
    List<CopyResult> results = engine.copy(jobs, copyOptions);
    List<ManifestFile> copied = new ArrayList<>(files.size());
    for (int i = 0; i < results.size(); i++) {
      copied.add(describe(files.get(i), results.get(i), staging));
    }
    return copied;
  }

  private static ManifestFile describe(PointFile file, CopyResult result, Path staging)
      throws IOException {
    Instant modified = file.lastModified().toInstant();
    Optional<String> inode = Optional.empty();
    if (result.capture() == CopyStrategy.LINK) {
      BasicFileAttributes linked = Attributes.of(staging.resolve(file.name()));
      modified = linked.lastModifiedTime().toInstant();
      inode = Optional.ofNullable(linked.fileKey()).map(Object::toString);
    }
    return new ManifestFile(
        file.name(), result.lengthBytes(), result.capture(), modified, inode, result.checksums());
  }

  private static Map<CopyStrategy, Integer> capturesOf(List<ManifestFile> files) {
    Map<CopyStrategy, Integer> captures = new EnumMap<>(CopyStrategy.class);
    for (ManifestFile file : files) {
      captures.merge(file.capture(), 1, Integer::sum);
    }
    return captures;
  }
}
