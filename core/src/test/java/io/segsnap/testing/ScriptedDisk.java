package io.segsnap.testing;

import io.segsnap.StorageException;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The local disk, with a record of the calls that change something, and with calls that fail as
 * asked. Thread safe.
 */
public final class ScriptedDisk implements Disk {

  private final Disk local = Disk.local();
  private final List<String> calls = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private int count;
  private int failFrom = Integer.MAX_VALUE;
  private int failTo = Integer.MAX_VALUE;
  private String failOn = "";
  private boolean clones;

  /** Makes only the call of that number fail, the next being 1. */
  public synchronized ScriptedDisk failingAt(int call) {
    count = 0;
    failFrom = call;
    failTo = call;
    return this;
  }

  /** Makes the call of that number and all later ones fail, the next being 1. */
  public synchronized ScriptedDisk failingFrom(int call) {
    count = 0;
    failFrom = call;
    return this;
  }

  /** Makes the changing call of that name, as {@link #calls} gives it, fail. */
  public synchronized ScriptedDisk failingOn(String call) {
    failOn = call;
    return this;
  }

  /** Whether a call failed as asked. */
  public synchronized boolean hasFailed() {
    return count >= failFrom;
  }

  /** The changing calls so far: operation and file name, in order. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The most files that were open at once. */
  public int mostOpenFiles() {
    return mostOpen.get();
  }

  /** Files open now. */
  public int openFiles() {
    return open.get();
  }

  private synchronized void step(String operation, Path path, boolean changes) throws IOException {
    count++;
    if (changes) {
      calls.add(operation + " " + path.getFileName());
    }
    boolean isNamed = failOn.equals(operation + " " + path.getFileName());
    if (isNamed || (count >= failFrom && count <= failTo)) {
      throw new StorageException(operation, path, new IOException("injected failure"));
    }
  }

  private DiskFile opened(DiskFile file) {
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    return new ScriptedFile(file);
  }

  @Override
  public DiskFile create(Path path) throws IOException {
    step("create", path, true);
    return opened(local.create(path));
  }

  @Override
  public DiskFile openForWrite(Path path) throws IOException {
    step("openForWrite", path, false);
    return opened(local.openForWrite(path));
  }

  @Override
  public DiskFile openForRead(Path path) throws IOException {
    step("openForRead", path, false);
    return opened(local.openForRead(path));
  }

  @Override
  public void link(Path link, Path existing) throws IOException {
    step("link", link, true);
    local.link(link, existing);
  }

  /** Stands for a file system with reflinks: copies. */
  @Override
  public void cloneFile(Path clone, Path existing) throws IOException {
    step("clone", clone, true);
    Files.copy(existing, clone);
  }

  @Override
  public boolean mayClone(Path from, Path to) {
    return clones;
  }

  /** Makes {@link #mayClone} say that clones are worth a try. */
  public ScriptedDisk withClones() {
    clones = true;
    return this;
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step("rename " + from.getFileName(), to, true);
    local.rename(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    step("delete", path, true);
    local.delete(path);
  }

  @Override
  public void createDirectory(Path path) throws IOException {
    step("createDirectory", path, true);
    local.createDirectory(path);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    step("syncDirectory", directory, true);
    local.syncDirectory(directory);
  }

  @Override
  public void setLastModified(Path path, FileTime time) throws IOException {
    step("setLastModified", path, true);
    local.setLastModified(path, time);
  }

  @Override
  public DirectoryLock lock(Path path) throws IOException {
    step("lock", path, false);
    return local.lock(path);
  }

  private final class ScriptedFile implements DiskFile {

    private final DiskFile file;

    ScriptedFile(DiskFile file) {
      this.file = file;
    }

    @Override
    public Path path() {
      return file.path();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      step("read", path(), false);
      return file.read(target, position);
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      step("write", path(), true);
      file.write(source, position);
    }

    @Override
    public long transferTo(long position, long bytes, DiskFile target, long targetPosition)
        throws IOException {
      step("write", target.path(), true);
      return file.transferTo(position, bytes, ((ScriptedFile) target).file, targetPosition);
    }

    @Override
    public void truncate(long size) throws IOException {
      step("truncate", path(), true);
      file.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      step("sync", path(), true);
      file.sync();
    }

    @Override
    public void close() throws IOException {
      open.decrementAndGet();
      file.close();
    }
  }
}
