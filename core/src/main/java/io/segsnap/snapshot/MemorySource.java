package io.segsnap.snapshot;

import io.segsnap.copy.CopySource;
import io.segsnap.io.DiskFile;
import io.segsnap.io.MemoryFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file that was derived, as a source to copy. */
record MemorySource(String name, ByteBuffer content) implements CopySource {

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
  public DiskFile open() {
    return new MemoryFile(Path.of(name), content);
  }

  @Override
  public void linkTo(Path link) {
    throw new UnsupportedOperationException("not a stored file: " + name);
  }

  @Override
  public void cloneTo(Path clone) {
    throw new UnsupportedOperationException("not a stored file: " + name);
  }
}
