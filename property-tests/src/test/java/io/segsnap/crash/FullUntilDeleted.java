package io.segsnap.crash;

import io.segsnap.io.FullDisk;
import java.io.IOException;
import java.nio.file.Path;

/** A disk that is full after so many bytes, until something is deleted. */
final class FullUntilDeleted extends FullDisk {

  FullUntilDeleted(long bytes) {
    super(new CloningDisk(), bytes);
  }

  @Override
  public void delete(Path path) throws IOException {
    super.delete(path);
    if (isFull()) {
      makeRoom();
    }
  }
}
