package io.segsnap.snapshot;

import io.segsnap.copy.CopySource;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.file.Path;

/** A file of a snapshot, as a source to copy; never linked, for a restored log is written to. */
record StoredSource(Disk disk, Path directory, ManifestFile file) implements CopySource {

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public long lengthBytes() {
    return file.lengthBytes();
  }

  @Override
  public boolean isSealed() {
    return false;
  }

  @Override
  public DiskFile open() throws IOException {
    return disk.openForRead(directory.resolve(file.name()));
  }

  @Override
  public void linkTo(Path link) {
    throw new UnsupportedOperationException("a snapshot is never restored by link");
  }

  @Override
  public void cloneTo(Path clone) throws IOException {
    disk.cloneFile(clone, directory.resolve(file.name()));
  }
}
