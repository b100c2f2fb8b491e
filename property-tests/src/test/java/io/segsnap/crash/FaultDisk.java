package io.segsnap.crash;

import io.segsnap.StorageException;
import io.segsnap.crash.Fault.Kind;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.io.ForwardingFile;
import io.segsnap.io.Mapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes one call fail, and knows what was opened and not closed. */
final class FaultDisk extends ForwardingDisk {

  private static final int SHORT_BYTES = 7;

  private final Fault fault;
  private final Thread caller = Thread.currentThread();
  private final Set<Object> open = ConcurrentHashMap.newKeySet();
  private final SyncedContents synced = new SyncedContents();
  private int left;
  private boolean isHit;
  private boolean isSyncHit;
  private String hit = "";
  private boolean isOver;

  /** Fails call {@code number}, counting from 0 those that can fail this way. */
  FaultDisk(Fault fault, int number) {
    super(new CloningDisk());
    this.fault = fault;
    this.left = number;
  }

  synchronized boolean isHit() {
    return isHit;
  }

  /** The first call that was made to fail, such as {@code sync directory DIR/topic-0}. */
  synchronized String hit() {
    return hit;
  }

  /** Whether that call was to make something durable. */
  synchronized boolean isSyncHit() {
    return isSyncHit;
  }

  /** Files, mappings and locks that are open. */
  Set<Object> open() {
    return open;
  }

  /** Returns whether the call is to do a part of its work only. */
  private synchronized boolean meets(Kind kind, String operation, Path path) throws IOException {
    if (fault == Fault.ENOSPC && kind == Kind.DELETE) {
      isOver |= isHit;
    }
    boolean isDue = isHit ? fault.lasts() && !isOver : fault.canHit(kind) && left-- == 0;
    if (!isDue || !fault.canHit(kind)) {
      return false;
    }
    if (!isHit) {
      hit = operation + " " + path;
      isSyncHit = kind == Kind.SYNC || kind == Kind.SYNC_DIRECTORY;
    }
    isHit = true;
    switch (fault) {
      case SHORT -> {
        return true;
      }
      case INTERRUPT -> {
        caller.interrupt();
        return false;
      }
      case OUT_OF_MEMORY -> throw new OutOfMemoryError("injected");
      default -> throw new StorageException(operation, path, new IOException(fault.message()));
    }
  }

  private DiskFile counted(DiskFile file, Object key) {
    FaultFile wrapped = new FaultFile(file, key);
    open.add(wrapped);
    return wrapped;
  }

  /** Only where it matters, since it reads all that is opened. */
  private boolean losesWhatIsNotSynced() {
    return fault == Fault.LOST_SYNC;
  }

  @Override
  public DiskFile create(Path path) throws IOException {
    meets(Kind.CREATE, "create", path);
    DiskFile file = super.create(path);
    return counted(file, losesWhatIsNotSynced() ? synced.created(path) : path);
  }

  @Override
  public DiskFile openForWrite(Path path) throws IOException {
    meets(Kind.OPEN_WRITE, "open for writing", path);
    DiskFile file = super.openForWrite(path);
    return counted(file, losesWhatIsNotSynced() ? synced.opened(path) : path);
  }

  @Override
  public DiskFile openForRead(Path path) throws IOException {
    meets(Kind.OPEN, "open", path);
    DiskFile file = super.openForRead(path);
    return counted(file, losesWhatIsNotSynced() ? synced.opened(path) : path);
  }

  @Override
  public void link(Path link, Path existing) throws IOException {
    meets(Kind.LINK, "link", link);
    super.link(link, existing);
  }

  @Override
  public void cloneFile(Path clone, Path existing) throws IOException {
    meets(Kind.CREATE, "clone", clone);
    super.cloneFile(clone, existing);
    if (losesWhatIsNotSynced()) {
      synced.created(clone);
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    meets(Kind.NAME, "rename", from);
    super.rename(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    meets(Kind.DELETE, "delete", path);
    super.delete(path);
  }

  @Override
  public void createDirectory(Path path) throws IOException {
    meets(Kind.NAME, "create directory", path);
    super.createDirectory(path);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    meets(Kind.SYNC_DIRECTORY, "sync directory", directory);
    super.syncDirectory(directory);
  }

  @Override
  public void setLastModified(Path path, FileTime time) throws IOException {
    meets(Kind.NAME, "set time of", path);
    super.setLastModified(path, time);
  }

  @Override
  public DirectoryLock lock(Path path) throws IOException {
    meets(Kind.LOCK, "lock", path);
    return counted(super.lock(path));
  }

  @Override
  public DirectoryLock lockForReading(Path path) throws IOException {
    meets(Kind.LOCK, "lock", path);
    return counted(super.lockForReading(path));
  }

  private DirectoryLock counted(DirectoryLock lock) {
    open.add(lock);
    return () -> {
      open.remove(lock);
      lock.close();
    };
  }

  private final class FaultFile extends ForwardingFile {

    private final DiskFile file;
    private final Object key;

    FaultFile(DiskFile file, Object key) {
      super(file);
      this.file = file;
      this.key = key;
    }

    @Override
    public Mapping map(long position, int count) throws IOException {
      meets(Kind.MAP, "map", path());
      return new FaultMapping(file.map(position, count));
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      if (!meets(Kind.READ, "read", path()) || target.remaining() <= SHORT_BYTES) {
        return super.read(target, position);
      }
      int limit = target.limit();
      target.limit(target.position() + SHORT_BYTES);
      int count = super.read(target, position);
      target.limit(limit);
      return count;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      try {
        meets(Kind.WRITE, "write", path());
      } catch (StorageException e) {
        super.write(source.duplicate().limit(source.position() + source.remaining() / 2), position);
        throw e;
      }
      super.write(source, position);
    }

    @Override
    public long transferTo(long position, long count, DiskFile target, long targetPosition)
        throws IOException {
      boolean isShort = meets(Kind.TRANSFER, "transfer from", path());
      long bytes = isShort ? Math.min(count, SHORT_BYTES) : count;
      return super.transferTo(position, bytes, target, targetPosition);
    }

    @Override
    public void truncate(long size) throws IOException {
      meets(Kind.WRITE, "truncate", path());
      super.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      try {
        meets(Kind.SYNC, "sync", path());
      } catch (StorageException e) {
        if (losesWhatIsNotSynced()) {
          synced.lose(key, path());
        }
        throw e;
      }
      super.sync();
      if (losesWhatIsNotSynced()) {
        synced.synced(key, file);
      }
    }

    @Override
    public void close() throws IOException {
      open.remove(this);
      super.close();
      meets(Kind.CLOSE, "close", path());
    }
  }

  /** Mapped memory is real, so that what is not undone shows as the process's too. */
  private final class FaultMapping implements Mapping {

    private final Mapping mapping;

    FaultMapping(Mapping mapping) {
      this.mapping = mapping;
      open.add(this);
    }

    @Override
    public ByteBuffer buffer() {
      return mapping.buffer();
    }

    @Override
    public void close() throws IOException {
      open.remove(this);
      mapping.close();
    }
  }
}
