package io.segsnap.log;

import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A {@link PointFile} in a directory that no one writes. */
record StoredFile(
    Disk disk,
    String name,
    Path path,
    long lengthBytes,
    FileTime lastModified,
    boolean isSealed,
    Optional<RangeChecksums> checksums)
    implements PointFile {

  @Override
  public boolean isStored() {
    return true;
  }

  @Override
  public boolean isDurable() {
    return false;
  }

  @Override
  public void synced() {
    // the next point of the directory looks at it anew
  }

  @Override
  public DiskFile open() throws IOException {
    return disk.openForRead(path);
  }

  @Override
  public void linkTo(Path link) throws IOException {
    if (!isSealed) {
      throw new IllegalStateException("still written to: " + path);
    }
    disk.link(link, path);
  }

  @Override
  public void cloneTo(Path clone) throws IOException {
    disk.cloneFile(clone, path);
  }
}
