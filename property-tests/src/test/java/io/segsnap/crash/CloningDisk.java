package io.segsnap.crash;

import io.segsnap.io.Disk;
import io.segsnap.io.ForwardingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk as if its file system had clones, which are copies where it has none. */
public final class CloningDisk extends ForwardingDisk {

  public CloningDisk() {
    this(Disk.local());
  }

  public CloningDisk(Disk disk) {
    super(disk);
  }

  @Override
  public void cloneFile(Path clone, Path existing) throws IOException {
    if (super.mayClone(existing.getParent(), clone.getParent())) {
      super.cloneFile(clone, existing);
    } else {
      Files.copy(existing, clone);
    }
  }
}
