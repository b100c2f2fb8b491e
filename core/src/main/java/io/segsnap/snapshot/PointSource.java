package io.segsnap.snapshot;

import io.segsnap.copy.CopySource;
import io.segsnap.io.DiskFile;
import io.segsnap.log.PointFile;
import java.io.IOException;
import java.nio.file.Path;

/** A file of a log, as a source to copy. */
record PointSource(PointFile file) implements CopySource {

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
    return file.isSealed();
  }

  @Override
  public boolean isStored() {
    return file.isStored();
  }

  @Override
  public boolean isDurable() {
    return file.isDurable();
  }

  @Override
  public void synced() {
    file.synced();
  }

  @Override
  public void syncFailed(IOException problem) {
    file.syncFailed(problem);
  }

  @Override
  public DiskFile open() throws IOException {
    return file.open();
  }

  @Override
  public void linkTo(Path link) throws IOException {
    file.linkTo(link);
  }

  @Override
  public void cloneTo(Path clone) throws IOException {
    file.cloneTo(clone);
  }
}
