package io.segsnap.copy;

import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.file.Path;

/** A file on disk as a source, of any declared length. */
class TestSource implements CopySource {

  private final Disk disk;
  private final Path path;
  private final long lengthBytes;
  private final boolean isSealed;
  private volatile boolean isDurable;

  TestSource(Disk disk, Path path, long lengthBytes, boolean isSealed) {
    this.disk = disk;
    this.path = path;
    this.lengthBytes = lengthBytes;
    this.isSealed = isSealed;
  }

  @Override
  public String name() {
    return path.getFileName().toString();
  }

  @Override
  public long lengthBytes() {
    return lengthBytes;
  }

  @Override
  public boolean isSealed() {
    return isSealed;
  }

  @Override
  public boolean isDurable() {
    return isDurable;
  }

  @Override
  public void synced() {
    isDurable = true;
  }

  @Override
  public DiskFile open() throws IOException {
    return disk.openForRead(path);
  }

  @Override
  public void linkTo(Path link) throws IOException {
    disk.link(link, path);
  }

  @Override
  public void cloneTo(Path clone) throws IOException {
    disk.cloneFile(clone, path);
  }
}
