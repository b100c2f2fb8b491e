package io.segsnap.log;

import io.segsnap.CorruptionException;
import io.segsnap.format.BatchScanner;
import io.segsnap.format.Damage;
import io.segsnap.format.FileKind;
import io.segsnap.format.SegmentIndexes;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a partition directory holds, without changing it. After a clean close it looks at
 * the end of each segment; otherwise it checks every batch from the recovery point on and finds the
 * end of the last whole valid one. Bytes behind that are a torn tail only if no valid batch follows
 * them; any other damage is an error. Used once; not thread safe.
 */
final class DirectoryLoader {

  private static final int WINDOW_BYTES = 128 * 1024;

  /** An index with an entry for each batch of 1 KiB of a 2 GiB segment is smaller. */
  private static final int MAX_INDEX_BYTES = 32 << 20;

  private static final String RESTORE = "restore the segment from a snapshot that verifies";
  private static final String CUT =
      RESTORE + ", or open with cutAtFirstDamage to lose what follows";

  private final Disk disk;
  private final LogOptions options;
  private final PartitionDirectory listing;
  private final Trust trust;
  private final LogChecksums checksums;
  private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);

  private final List<LoadedSegment> sealed = new ArrayList<>();
  private final List<Long> checked = new ArrayList<>();
  private final List<Long> rebuilt = new ArrayList<>();

  /** Producer state at the end of what has been checked; null while that was not needed. */
  private @Nullable ProducerState producers;

  private Optional<TailCut> tailCut = Optional.empty();

  private DirectoryLoader(
      Disk disk,
      LogOptions options,
      PartitionDirectory listing,
      Trust trust,
      LogChecksums checksums) {
    this.disk = disk;
    this.options = options;
    this.listing = listing;
    this.trust = trust;
    this.checksums = checksums;
  }

  /**
   * @throws CorruptionException if anything but the tail is damaged
   * @throws io.segsnap.InvalidRequestException if it is no partition directory
   */
  static LoadedDirectory load(Disk disk, Path path, LogOptions options) throws IOException {
    PartitionDirectory listing = PartitionDirectory.list(path).requireSegments();
    return new DirectoryLoader(disk, options, listing, Trust.of(listing), LogChecksums.read(path))
        .load();
  }

  private LoadedDirectory load() throws IOException {
    List<Long> bases = listing.baseOffsets();
    int last = bases.size() - 1;
    int firstChecked = trust.clean() ? bases.size() : floor(bases, trust.recoveryPoint());
    for (int i = 0; i < last; i++) {
      long base = bases.get(i);
      long nextBase = bases.get(i + 1);
      if (i < firstChecked) {
        sealed.add(trusted(base, nextBase));
        continue;
      }
      LoadedDirectory cut = checkSealed(base, nextBase);
      if (cut != null) {
        return cut;
      }
    }
    return last < firstChecked ? trustedActive(bases.get(last)) : checkActive(bases.get(last));
  }

  private static int floor(List<Long> bases, long offset) {
    int index = 0;
    while (index + 1 < bases.size() && bases.get(index + 1) <= offset) {
      index++;
    }
    return index;
  }

  private LoadedSegment trusted(long base, long nextBase) throws IOException {
    try (DiskFile log = openLog(base)) {
      long size = log.size();
      long from = lastIndexedPosition(base, size);
      if (from >= 0) {
        var end = new BatchScanner(log, window, BatchScanner.Depth.HEADERS, from, size, base);
        long latest = -1;
        while (end.next()) {
          latest = Math.max(latest, end.batch().maxTimestamp());
        }
        if (end.damage() == null && isTimeIndexUsable(base, size, latest)) {
          requireContiguous(log, base, end.nextOffset(), nextBase);
          return new LoadedSegment(base, size, null, Optional.empty());
        }
      }
      rebuilt.add(base);
      SegmentScan scan = scan(log, base, ProducerStates.at(disk, listing, base, window));
      requireWhole(log, scan);
      requireContiguous(log, base, scan.nextOffset(), nextBase);
      return new LoadedSegment(base, size, scan.indexes().contents(), scan.checksums());
    }
  }

  /** Returns the directory cut here, if there is damage and the options allow to cut at it. */
  private @Nullable LoadedDirectory checkSealed(long base, long nextBase) throws IOException {
    try (DiskFile log = openLog(base)) {
      SegmentScan scan = check(log, base);
      Damage damage = scan.damage();
      if (damage == null && isGap(log, base, scan.nextOffset(), nextBase)) {
        damage = new Damage(
            log.size(),
            "batches up to offset " + (nextBase - 1),
            "an end at offset " + scan.nextOffset());
      }
      if (damage != null && options.cutAtFirstDamage()) {
        return cutActive(log, base, scan, damage);
      }
      requireWhole(log, scan);
      requireContiguous(log, base, scan.nextOffset(), nextBase);
      sealed.add(new LoadedSegment(base, log.size(), scan.indexes().contents(), scan.checksums()));
      return null;
    }
  }

  private LoadedDirectory trustedActive(long base) throws IOException {
    try (DiskFile log = openLog(base)) {
      SegmentIndexes indexes = new SegmentIndexes(base, options.indexIntervalBytes());
      long from = loadIndexes(base, indexes, log.size());
      if (from >= 0) {
        SegmentScan scan = new SegmentScan(indexes, new ProducerState(), trust.epochs())
            .runOverKnown(log, window, from, log.size(), base);
        if (scan.damage() == null) {
          return active(base, scan, true);
        }
      }
    }
    rebuilt.add(base);
    return checkActive(base);
  }

  private LoadedDirectory checkActive(long base) throws IOException {
    try (DiskFile log = openLog(base)) {
      SegmentScan scan = check(log, base);
      Damage damage = scan.damage();
      return damage == null ? active(base, scan, false) : cutActive(log, base, scan, damage);
    }
  }

  private LoadedDirectory cutActive(DiskFile log, long base, SegmentScan scan, Damage damage)
      throws IOException {
    long size = log.size();
    long end = scan.validEnd();
    if (!options.cutAtFirstDamage()) {
      if (isWholeBatch(log, end, size)) {
        throw damage.in("open", log.path(), "the batch is whole, so this is no torn tail: " + CUT);
      }
      long valid = new ValidBatchSearch(log, size, scan.nextOffset()).find(end + 1);
      if (valid >= 0) {
        throw damage.in(
            "open",
            log.path(),
            "a valid batch follows at position " + valid + ", so this is no torn tail: " + CUT);
      }
    }
    String name = FileKind.LOG.nameOf(base);
    tailCut = Optional.of(new TailCut(name, end, size - end, damage));
    return active(base, scan, false);
  }

  /** Whether a batch there is valid but for its offsets. */
  private boolean isWholeBatch(DiskFile log, long position, long end) throws IOException {
    return new BatchScanner(log, window, BatchScanner.Depth.CHECKSUMS, position, end, 0).next();
  }

  private LoadedDirectory active(long base, SegmentScan scan, boolean clean) throws IOException {
    long logStart = Math.max(trust.logStartOffset(), listing.baseOffsets().get(0));
    long end = scan.nextOffset();
    requireKnownEnd(base, end, logStart);
    trust.epochs().truncateFromEnd(end);
    return new LoadedDirectory(
        listing,
        sealed,
        base,
        scan.validEnd(),
        scan.indexes(),
        activeChecksums(base, scan),
        logStart,
        end,
        trust.epochs(),
        producers,
        checksums,
        new RecoveryReport(clean, checked, rebuilt, tailCut));
  }

  private Optional<RangeChecksums> activeChecksums(long base, SegmentScan scan) throws IOException {
    if (scan.checksums().isPresent()) {
      return scan.checksums();
    }
    return SmallFile.attributes(listing.file(FileKind.LOG, base))
        .flatMap(file -> checksums.of(FileKind.LOG.nameOf(base), file))
        .filter(known -> known.lengthBytes() == scan.validEnd());
  }

  /** A log reaches as far as it is known to have been on disk, unless nothing visible is missing. */
  private void requireKnownEnd(long base, long end, long logStart) throws IOException {
    if (end >= trust.knownEnd() || trust.knownEnd() <= logStart || options.cutAtFirstDamage()) {
      return;
    }
    throw new CorruptionException(
        "open",
        FileKind.LOG.in(listing.path(), base),
        -1,
        "batches up to offset " + trust.knownEnd() + ", which were on disk",
        "an end at offset " + end,
        "restore it from a snapshot, or delete "
            + LogCheckpoint.FILE_NAME
            + " if a broker truncated the log since");
  }

  /** Checks all of a segment, following on from those checked before. */
  private SegmentScan check(DiskFile log, long base) throws IOException {
    ProducerState before = producers;
    if (before == null) {
      before = ProducerStates.at(disk, listing, base, window);
    }
    producers = before;
    checked.add(base);
    return scan(log, base, before);
  }

  private SegmentScan scan(DiskFile log, long base, ProducerState before) throws IOException {
    SegmentIndexes indexes = new SegmentIndexes(base, options.indexIntervalBytes());
    return new SegmentScan(indexes, before, trust.epochs()).run(log, window, 0, log.size(), base);
  }

  private static void requireWhole(DiskFile log, SegmentScan scan) throws CorruptionException {
    Damage damage = scan.damage();
    if (damage != null) {
      throw damage.in("open", log.path(), "segments follow, so this is no torn tail: " + RESTORE);
    }
  }

  /**
   * Offsets may only be missing before the next segment where compaction can have removed them, or
   * below the log start offset.
   */
  private void requireContiguous(DiskFile log, long base, long endOffset, long nextBase)
      throws IOException {
    if (endOffset > nextBase) {
      throw new CorruptionException(
          "open",
          log.path(),
          -1,
          "offsets below the next segment's base offset " + nextBase,
          "offset " + (endOffset - 1),
          RESTORE);
    }
    if (isGap(log, base, endOffset, nextBase)) {
      throw new CorruptionException(
          "open",
          FileKind.LOG.in(listing.path(), endOffset),
          -1,
          "a segment with the offsets " + endOffset + " to " + (nextBase - 1),
          "none",
          "restore it from a snapshot, or open with offsetGaps if it was removed on purpose");
    }
  }

  /**
   * Whether offsets are missing and nothing explains it: neither the options, nor a deletion below the
   * log start offset, which may have been interrupted, nor a compaction. segsnap doesn't compact, so
   * that an empty segment which it wrote has lost its content.
   */
  private boolean isGap(DiskFile log, long base, long endOffset, long nextBase) throws IOException {
    if (endOffset >= nextBase || nextBase <= trust.logStartOffset() || options.offsetGaps()) {
      return false;
    }
    if (log.size() == 0) {
      return trust.isOurs() && base >= trust.recoveryPoint();
    }
    return !SegmentScan.hasGaps(log, window, base);
  }

  private DiskFile openLog(long base) throws IOException {
    return disk.openForRead(listing.file(FileKind.LOG, base));
  }

  private boolean hasIndexes(long base) {
    return listing.has(FileKind.OFFSET_INDEX, base) && listing.has(FileKind.TIME_INDEX, base);
  }

  private long lastIndexedPosition(long base, long segmentBytes) throws IOException {
    if (!hasIndexes(base)) {
      return -1;
    }
    try (DiskFile index = disk.openForRead(listing.file(FileKind.OFFSET_INDEX, base))) {
      return IndexFile.lastPosition(index, segmentBytes, window);
    }
  }

  private boolean isTimeIndexUsable(long base, long segmentBytes, long latest) throws IOException {
    try (DiskFile index = disk.openForRead(listing.file(FileKind.TIME_INDEX, base))) {
      return IndexFile.endsLikeTimeIndex(index, segmentBytes, latest, window);
    }
  }

  /** Position to scan on from, or -1 where the stored indexes must be rebuilt. */
  private long loadIndexes(long base, SegmentIndexes indexes, long segmentBytes)
      throws IOException {
    if (!hasIndexes(base)) {
      return -1;
    }
    Optional<ByteBuffer> offsets = content(FileKind.OFFSET_INDEX, base);
    Optional<ByteBuffer> times = content(FileKind.TIME_INDEX, base);
    if (offsets.isEmpty() || times.isEmpty()) {
      return -1;
    }
    if (listing.has(FileKind.TXN_INDEX, base)) {
      Optional<ByteBuffer> transactions = content(FileKind.TXN_INDEX, base);
      if (transactions.isEmpty() || !indexes.transactions().load(transactions.get())) {
        return -1;
      }
    }
    return indexes.load(offsets.get(), times.get(), segmentBytes);
  }

  /** Empty for a file that is larger than any index. */
  private Optional<ByteBuffer> content(FileKind kind, long base) throws IOException {
    try (DiskFile file = disk.openForRead(listing.file(kind, base))) {
      if (file.size() > MAX_INDEX_BYTES) {
        return Optional.empty();
      }
      ByteBuffer content = ByteBuffer.allocateDirect((int) file.size());
      file.readFully(content, 0);
      return Optional.of(content.flip());
    }
  }
}
