package io.segsnap.copy;

import io.segsnap.CorruptionException;
import io.segsnap.StorageException;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way. It is opened when its first range starts and closed by whoever finishes its last, so the
 * number of open files is that of threads, not that of files.
 */
final class FileCopy {

  /** A steady copy syncs each 16 MiB; measured to hold up an appender ten times less than 64 MiB. */
  private static final int SYNCED_RANGES = 4;

  private final CopyJob job;
  private final CopyOptions options;
  private final Disk disk;
  private final Copier copier;
  private final RateLimit limit;
  private final CopyStrategy capture;
  private final int[] crcs;
  private final AtomicInteger unfinishedRanges;

  private @Nullable DiskFile source;
  private @Nullable DiskFile target;
  private @Nullable BasicFileAttributes link;
  private boolean created;

  FileCopy(CopyJob job, CopyOptions options, Disk disk, Copier copier, RateLimit limit) {
    this.job = job;
    this.options = options;
    this.disk = disk;
    this.copier = copier;
    this.limit = limit;
    this.capture = copier.captureOf(job.source());
    this.crcs =
        new int[capture.isSharing() ? 0 : RangeChecksums.countFor(job.source().lengthBytes())];
    this.unfinishedRanges = new AtomicInteger(stepCount());
  }

  /** How many steps the file takes: one for each range, and one where there are none. */
  int stepCount() {
    return Math.max(1, crcs.length);
  }

  boolean isSplit() {
    return crcs.length > 1;
  }

  long lengthBytes() {
    return job.source().lengthBytes();
  }

  /** Whether the file is linked or cloned as a whole, by {@link #share} instead of steps. */
  boolean isShared() {
    return capture.isSharing();
  }

  /** Links or clones the file and returns how many bytes it has. */
  long share() throws IOException {
    return capture == CopyStrategy.LINK ? link() : cloneWhole();
  }

  /** Does one step and returns how many bytes it took care of. */
  long copyStep(int step) throws IOException {
    long bytes = copyRange(step);
    if (options.synced() && options.steady() && step % SYNCED_RANGES == SYNCED_RANGES - 1) {
      target().sync();
    }
    if (unfinishedRanges.decrementAndGet() == 0) {
      finish();
    }
    return bytes;
  }

  private long link() throws IOException {
    job.source().linkTo(job.target());
    created = true;
    BasicFileAttributes linked = attributesOfTarget();
    link = linked;
    if (linked.size() != job.source().lengthBytes()) {
      throw wrongLength(linked.size());
    }
    return linked.size();
  }

  private long cloneWhole() throws IOException {
    long length = job.source().lengthBytes();
    job.source().cloneTo(job.target());
    created = true;
    long cloned = attributesOfTarget().size();
    if (cloned < length || (cloned > length && job.source().isSealed())) {
      throw wrongLength(cloned);
    }
    if (cloned > length) {
      try (DiskFile clone = disk.openForWrite(job.target())) {
        clone.truncate(length);
      }
    }
    if (job.lastModified().isPresent()) {
      disk.setLastModified(job.target(), job.lastModified().get());
    }
    return length;
  }

  private BasicFileAttributes attributesOfTarget() throws IOException {
    try {
      return Files.readAttributes(
          job.target(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new StorageException(options.operation(), job.target(), e);
    }
  }

  /** Waits as long as the limit asks for after so many bytes. */
  void pace(int bytes) throws IOException {
    limit.await(bytes);
  }

  private long copyRange(int range) throws IOException {
    open();
    if (crcs.length == 0) {
      return 0;
    }
    long position = (long) range * RangeChecksums.RANGE_BYTES;
    int length = (int) Math.min(RangeChecksums.RANGE_BYTES, job.source().lengthBytes() - position);
    crcs[range] = copier.copyRange(this, position, length);
    Optional<RangeChecksums.Difference> difference =
        job.expected().flatMap(expected -> expected.compare(range, crcs[range]));
    if (difference.isPresent()) {
      throw new CorruptionException(
          options.operation(),
          source().path(),
          position,
          difference.get().expectedText(),
          difference.get().actualText(),
          "the file is damaged and nothing was kept of the copy");
    }
    return length;
  }

  /** Threads that come while another opens the files wait for it. */
  private synchronized void open() throws IOException {
    if (source == null) {
      source = job.source().open();
      target = disk.create(job.target());
      created = true;
    }
  }

  private synchronized void finish() throws IOException {
    if (job.lastModified().isPresent()) {
      disk.setLastModified(job.target(), job.lastModified().get());
    }
    if (options.synced()) {
      target().sync();
    }
    close();
  }

  synchronized DiskFile source() {
    return opened(source);
  }

  synchronized DiskFile target() {
    return opened(target);
  }

  private static DiskFile opened(@Nullable DiskFile file) {
    if (file == null) {
      throw new IllegalStateException("not open");
    }
    return file;
  }

  /** A second handle on the target, for the caller to close. */
  DiskFile reopenTarget() throws IOException {
    return disk.openForWrite(job.target());
  }

  /** Fills {@code buffer} from {@code position} on, as far as {@code end}, ready to be taken from it. */
  void readChunk(ByteBuffer buffer, long position, long end) throws IOException {
    buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
    int wanted = buffer.remaining();
    int count = source().readFully(buffer, position);
    if (count < wanted) {
      throw tooShort(position + count);
    }
    buffer.flip();
  }

  CorruptionException tooShort(long actualBytes) {
    return wrongLength(actualBytes);
  }

  private CorruptionException wrongLength(long actualBytes) {
    return new CorruptionException(
        options.operation(),
        source == null ? job.target() : source().path(),
        -1,
        job.source().lengthBytes() + " bytes",
        actualBytes + " bytes",
        "something else changes the file; nothing was kept of the copy");
  }

  /** Whether the file is shared and not known to be on disk. */
  boolean needsSync() {
    return isShared() && (capture == CopyStrategy.CLONE || !job.source().isDurable());
  }

  /** Makes a shared file's content durable; that it has the name, a sync of the directory does. */
  void syncShared() throws IOException {
    try (DiskFile file = disk.openForRead(job.target())) {
      sync(file);
    }
    if (capture == CopyStrategy.LINK) {
      job.source().synced();
    }
  }

  /** A linked file is the source's own, which may have lost what it held and is told only here. */
  private void sync(DiskFile file) throws IOException {
    try {
      file.sync();
    } catch (IOException e) {
      if (capture == CopyStrategy.LINK) {
        job.source().syncFailed(e);
      }
      throw e;
    }
  }

  CopyResult result() {
    long length = job.source().lengthBytes();
    Optional<RangeChecksums> checksums =
        capture.isSharing() ? Optional.empty() : Optional.of(RangeChecksums.of(length, crcs));
    return new CopyResult(
        job.source().name(), length, capture, checksums, Optional.ofNullable(link));
  }

  /** Undoes what was done of the copy. */
  void abandon() throws IOException {
    try {
      close();
    } finally {
      if (created) {
        disk.delete(job.target());
      }
    }
  }

  private synchronized void close() throws IOException {
    DiskFile openSource = source;
    DiskFile openTarget = target;
    source = null;
    target = null;
    try {
      if (openTarget != null) {
        openTarget.close();
      }
    } finally {
      if (openSource != null) {
        openSource.close();
      }
    }
  }
}
