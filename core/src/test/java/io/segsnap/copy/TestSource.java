package io.segsnap.copy;

import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.file.Path;

/** A file on disk as a source, of any declared length. */
record TestSource(Disk disk, Path path, long lengthBytes, boolean isSealed) implements CopySource {

  @Override
  public String name() {
    return path.getFileName().toString();
  }

  @Override
  public DiskFile open() throws IOException {
    return disk.openForRead(path);
  }

  @Override
  public void linkTo(Path link) throws IOException {
    disk.link(link, path);
  }
}
