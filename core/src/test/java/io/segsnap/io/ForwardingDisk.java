package io.segsnap.io;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** A disk that does what another does; tests override what they watch or break. */
public class ForwardingDisk implements Disk {

  private final Disk disk;

  public ForwardingDisk(Disk disk) {
    this.disk = disk;
  }

  /** Wraps every file that is opened. */
  protected DiskFile wrap(DiskFile file) {
    return file;
  }

  @Override
  public DiskFile create(Path path) throws IOException {
    return wrap(disk.create(path));
  }

  @Override
  public DiskFile openForWrite(Path path) throws IOException {
    return wrap(disk.openForWrite(path));
  }

  @Override
  public DiskFile openForRead(Path path) throws IOException {
    return wrap(disk.openForRead(path));
  }

  @Override
  public void link(Path link, Path existing) throws IOException {
    disk.link(link, existing);
  }

  @Override
  public void cloneFile(Path clone, Path existing) throws IOException {
    disk.cloneFile(clone, existing);
  }

  @Override
  public boolean mayClone(Path from, Path to) throws IOException {
    return disk.mayClone(from, to);
  }

  @Override
  public boolean mayLink(Path from, Path to) throws IOException {
    return disk.mayLink(from, to);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.delete(path);
  }

  @Override
  public void createDirectory(Path path) throws IOException {
    disk.createDirectory(path);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    disk.syncDirectory(directory);
  }

  @Override
  public void setLastModified(Path path, FileTime time) throws IOException {
    disk.setLastModified(path, time);
  }

  @Override
  public DirectoryLock lock(Path path) throws IOException {
    return disk.lock(path);
  }

  @Override
  public DirectoryLock lockForReading(Path path) throws IOException {
    return disk.lockForReading(path);
  }
}
