package io.segsnap.log;

import io.segsnap.io.DiskFile;
import io.segsnap.io.MemoryFile;
import io.segsnap.io.RangeChecksums;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A {@link PointFile} whose content was derived and lies in memory. */
record InlineFile(String name, ByteBuffer content, FileTime lastModified) implements PointFile {

  @Override
  public long lengthBytes() {
    return content.remaining();
  }

  @Override
  public boolean isSealed() {
    return false;
  }

  @Override
  public boolean isStored() {
    return false;
  }

  @Override
  public boolean isDurable() {
    return false;
  }

  @Override
  public void synced() {
    // there is no file
  }

  @Override
  public Optional<RangeChecksums> checksums() {
    return Optional.empty();
  }

  @Override
  public DiskFile open() {
    return new MemoryFile(Path.of(name), content);
  }

  @Override
  public void linkTo(Path link) {
    throw new IllegalStateException("not a stored file: " + name);
  }

  @Override
  public void cloneTo(Path clone) {
    throw new IllegalStateException("not a stored file: " + name);
  }
}
