package io.segsnap.crash;

import io.segsnap.io.Disk;
import io.segsnap.io.ForwardingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The local disk as if its file system had clones, which are copies here. */
final class CloningDisk extends ForwardingDisk {

  CloningDisk() {
    super(Disk.local());
  }

  @Override
  public void cloneFile(Path clone, Path existing) throws IOException {
    Files.copy(existing, clone);
  }
}
