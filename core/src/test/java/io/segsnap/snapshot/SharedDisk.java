package io.segsnap.snapshot;

import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Lets another process act once, right before a path is opened, locked or made. */
final class SharedDisk extends ForwardingDisk {

  /** Something that the other process does. */
  @FunctionalInterface
  interface Deed {
    void run() throws IOException;
  }

  private final Predicate<Path> moment;
  private final Deed deed;
  private boolean done;

  SharedDisk(Predicate<Path> moment, Deed deed) {
    super(Disk.local());
    this.moment = moment;
    this.deed = deed;
  }

  private void before(Path path) throws IOException {
    if (!done && moment.test(path)) {
      done = true;
      deed.run();
    }
  }

  @Override
  public DiskFile openForRead(Path path) throws IOException {
    before(path);
    return super.openForRead(path);
  }

  @Override
  public DirectoryLock lock(Path path) throws IOException {
    before(path);
    return super.lock(path);
  }

  @Override
  public void createDirectory(Path path) throws IOException {
    before(path);
    super.createDirectory(path);
  }
}
