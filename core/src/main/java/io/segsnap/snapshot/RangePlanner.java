package io.segsnap.snapshot;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.copy.CopySource;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.format.FileKind;
import io.segsnap.format.LeaderEpochs;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import io.segsnap.log.SegmentPrefix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Plans the restore of a part of a snapshot. Segments before the last one are taken as they are; what
 * the last one holds up to the cut is taken as a prefix, and its indexes, the producer snapshot at the
 * end and the leader epochs are derived anew. Used once.
 */
final class RangePlanner {

  private final Disk disk;
  private final Path directory;
  private final Manifest manifest;
  private final RestoreRange range;
  private final FileCheck check;
  private final List<ManifestFile> files = new ArrayList<>();
  private final List<CopySource> sources = new ArrayList<>();
  private final Map<String, ManifestFile> stored = new HashMap<>();

  RangePlanner(Disk disk, Path directory, Manifest manifest, RestoreRange range, FileCheck check) {
    this.disk = disk;
    this.directory = directory;
    this.manifest = manifest;
    this.range = range;
    this.check = check;
    manifest.files().forEach(file -> stored.put(file.name(), file));
  }

  RestorePlan plan() throws IOException {
    if (range.equals(RestoreRange.ALL)) {
      return RestorePlan.of(disk, directory, manifest);
    }
    Snapshot whole = manifest.snapshot();
    List<Long> segments = segments();
    long start = Math.max(whole.logStartOffset(), segments.get(0));
    start = Math.max(start, range.fromOffset().orElse(start));
    long requestedStart = start;
    segments = segments.stream().filter(base -> endOf(base) > requestedStart).toList();
    if (segments.isEmpty()) {
      throw nothing("offset " + start + " is not below the end");
    }
    segments = upToEnd(segments);
    long last = segments.get(segments.size() - 1);
    SegmentPrefix prefix = SegmentPrefix.before(disk, directory, last, isBeyond());
    if (prefix.endOffset() <= start) {
      throw nothing("no whole batch lies between its limits");
    }
    for (long base : segments.subList(0, segments.size() - 1)) {
      addSegment(base);
    }
    addLast(prefix);
    addEpochs(start, prefix.endOffset());
    add(FileKind.PARTITION_METADATA);
    Manifest result = new Manifest(result(whole, segments, start, prefix), files);
    return new RestorePlan(result, sources, SnapshotVerifier.extraFiles(directory, manifest));
  }

  private List<Long> segments() throws InvalidRequestException {
    List<Long> all = manifest.snapshot().segmentBaseOffsets();
    List<Long> wanted = range.segments();
    if (wanted.isEmpty()) {
      return all;
    }
    int from = all.indexOf(wanted.get(0));
    boolean isRun = from >= 0
        && from + wanted.size() <= all.size()
        && all.subList(from, from + wanted.size()).equals(wanted);
    if (!isRun) {
      throw refused(
          "the segments " + wanted + " are not all there, or don't follow each other",
          "choose neighbours among " + all);
    }
    return wanted;
  }

  private long endOf(long base) {
    return SegmentBounds.of(manifest.snapshot(), FileKind.LOG.nameOf(base))
        .map(SegmentBounds::endOffset)
        .orElse(base);
  }

  /** Leaves out the segments behind the one that the end lies in. */
  private List<Long> upToEnd(List<Long> segments) throws IOException {
    if (range.toOffset().isEmpty() && range.toTimestamp().isEmpty()) {
      return segments;
    }
    List<Long> kept = new ArrayList<>();
    for (long base : segments) {
      if (!kept.isEmpty()
          && range.toOffset().isPresent()
          && base >= range.toOffset().getAsLong()) {
        break;
      }
      kept.add(base);
      if (SegmentPrefix.hasBeyond(disk, directory, base, isBeyond())) {
        break;
      }
    }
    return dropEmptyLast(kept);
  }

  /** A last segment of which nothing is left would only be an empty one behind the end. */
  private List<Long> dropEmptyLast(List<Long> segments) throws IOException {
    long last = segments.get(segments.size() - 1);
    boolean isEmpty = segments.size() > 1
        && SegmentPrefix.before(disk, directory, last, isBeyond()).bytes() == 0;
    return isEmpty ? segments.subList(0, segments.size() - 1) : segments;
  }

  private Predicate<RecordBatch> isBeyond() {
    long toOffset = range.toOffset().orElse(Long.MAX_VALUE);
    long toTimestamp = range.toTimestamp().orElse(Long.MAX_VALUE);
    return batch -> batch.nextOffset() > toOffset || batch.maxTimestamp() > toTimestamp;
  }

  private void add(String name) {
    ManifestFile file = stored.get(name);
    if (file != null) {
      files.add(file);
      sources.add(new StoredSource(disk, directory, file));
    }
  }

  private void addSegment(long base) {
    add(FileKind.LOG.nameOf(base));
    add(FileKind.OFFSET_INDEX.nameOf(base));
    add(FileKind.TIME_INDEX.nameOf(base));
    add(FileKind.TXN_INDEX.nameOf(base));
    add(FileKind.PRODUCER_SNAPSHOT.nameOf(base));
  }

  private void addLast(SegmentPrefix prefix) throws IOException {
    ManifestFile log = stored.get(FileKind.LOG.nameOf(prefix.baseOffset()));
    if (log == null) {
      throw new IllegalStateException("no segment " + prefix.baseOffset() + " in the manifest");
    }
    ManifestFile part = part(log, prefix.bytes());
    files.add(part);
    sources.add(new StoredSource(disk, directory, part));
    long base = prefix.baseOffset();
    Instant modified = log.lastModified();
    derive(FileKind.OFFSET_INDEX.nameOf(base), prefix.indexes().offsetIndex(), modified);
    derive(FileKind.TIME_INDEX.nameOf(base), prefix.indexes().timeIndex(), modified);
    ByteBuffer transactions = prefix.indexes().transactionIndex();
    if (transactions.hasRemaining()) {
      derive(FileKind.TXN_INDEX.nameOf(base), transactions, modified);
    }
    if (base != prefix.endOffset()) {
      add(FileKind.PRODUCER_SNAPSHOT.nameOf(base));
    }
    derive(FileKind.PRODUCER_SNAPSHOT.nameOf(prefix.endOffset()), prefix.producers(), modified);
  }

  /** The source is checked as a whole before a part of it is taken. */
  private ManifestFile part(ManifestFile log, long bytes) throws IOException {
    Optional<SegmentBounds> bounds = SegmentBounds.of(
        manifest.snapshot(), log, StoredEpochs.byStartOffset(disk, directory, manifest));
    FileCheck.Outcome outcome = check.checkContent(directory, log, bounds, read -> {});
    if (!outcome.problems().isEmpty()) {
      VerifyProblem problem = outcome.problems().get(0);
      throw new CorruptionException(
          "restore",
          directory.resolve(log.name()),
          problem.position(),
          problem.expected(),
          problem.actual(),
          SnapshotRestorer.ADVICE);
    }
    return new ManifestFile(
        log.name(),
        bytes,
        log.capture(),
        log.lastModified(),
        Optional.empty(),
        outcome.checksums().isEmpty()
            ? Optional.empty()
            : Optional.of(prefixOf(outcome.checksums().get(), log.name(), bytes)));
  }

  private RangeChecksums prefixOf(RangeChecksums whole, String name, long bytes)
      throws IOException {
    long full = bytes / RangeChecksums.RANGE_BYTES * RangeChecksums.RANGE_BYTES;
    ByteBuffer rest = ByteBuffer.allocate((int) (bytes - full));
    try (DiskFile log = disk.openForRead(directory.resolve(name))) {
      log.readFully(rest, full);
    }
    return whole.prefix(bytes, RangeChecksums.of(rest.flip()));
  }

  private void derive(String name, ByteBuffer content, Instant modified) {
    files.add(new ManifestFile(
        name,
        content.remaining(),
        CopyStrategy.OFF_HEAP,
        modified,
        Optional.empty(),
        Optional.of(RangeChecksums.of(content))));
    sources.add(new MemorySource(name, content));
  }

  private void addEpochs(long start, long end) throws IOException {
    ManifestFile file = stored.get(FileKind.LEADER_EPOCH_CHECKPOINT);
    if (file == null) {
      return;
    }
    LeaderEpochs epochs = StoredEpochs.read(disk, directory, file).orElse(null);
    if (epochs == null) {
      throw new CorruptionException(
          "restore",
          directory.resolve(file.name()),
          -1,
          "the leader epochs of the manifest",
          "other content",
          SnapshotRestorer.ADVICE);
    }
    epochs.truncateFromEnd(end);
    epochs.truncateFromStart(start);
    derive(file.name(), ByteBuffer.wrap(epochs.toBytes()), file.lastModified());
  }

  private Snapshot result(Snapshot whole, List<Long> segments, long start, SegmentPrefix prefix) {
    return new Snapshot(
        whole.id(),
        whole.created(),
        whole.topicPartition(),
        segments.get(0),
        start,
        prefix.endOffset(),
        segments,
        files.stream().mapToLong(ManifestFile::lengthBytes).sum(),
        whole.label(),
        whole.tags(),
        whole.tailCut(),
        whole.captures());
  }

  private InvalidRequestException nothing(String why) {
    Snapshot whole = manifest.snapshot();
    return refused(
        "nothing is left to restore: " + why,
        "choose limits within the offsets "
            + whole.logStartOffset()
            + " to "
            + whole.highWaterMark()
            + " of the snapshot");
  }

  private InvalidRequestException refused(String problem, String advice) {
    return new InvalidRequestException("restore", directory, problem, advice);
  }
}
