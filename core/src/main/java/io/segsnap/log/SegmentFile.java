package io.segsnap.log;

import io.segsnap.format.FileKind;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Consumer;

/** A {@link PointFile} of a retained {@link Segment}, found whatever its name is by now. */
record SegmentFile(
    Segment segment,
    FileKind kind,
    long lengthBytes,
    FileTime lastModified,
    boolean isSealed,
    Optional<RangeChecksums> checksums,
    Consumer<IOException> onFailedSync)
    implements PointFile {

  @Override
  public String name() {
    return kind.nameOf(segment.baseOffset());
  }

  @Override
  public boolean isStored() {
    return true;
  }

  @Override
  public boolean isDurable() {
    return isSealed && segment.isDurable(kind);
  }

  @Override
  public void synced() {
    if (isSealed) {
      segment.markDurable(kind);
    }
  }

  @Override
  public void syncFailed(IOException problem) {
    onFailedSync.accept(problem);
  }

  @Override
  public DiskFile open() throws IOException {
    return segment.open(kind);
  }

  @Override
  public void linkTo(Path link) throws IOException {
    if (!isSealed) {
      throw new IllegalStateException("still written to: " + name());
    }
    segment.link(kind, link);
  }

  @Override
  public void cloneTo(Path clone) throws IOException {
    segment.cloneFile(kind, clone);
  }
}
