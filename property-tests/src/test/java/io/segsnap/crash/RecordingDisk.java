package io.segsnap.crash;

import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.io.ForwardingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk that notes every call which changes something below a root. Calls of several threads are made
 * one after the other, so that the trace is the order in which they happened.
 */
final class RecordingDisk extends ForwardingDisk {

  private static final int PORTION = 1 << 16;

  private final Path root;
  private final List<Call> calls = new ArrayList<>();
  private int files;

  RecordingDisk(Path root) {
    super(Disk.local());
    this.root = root;
  }

  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Notes that the caller was promised something. */
  synchronized void promise(String text) {
    calls.add(new Call.Promise(text));
  }

  private Path relative(Path path) {
    return root.relativize(path.toAbsolutePath().normalize());
  }

  private static FileTime modified(Path path) throws IOException {
    return Files.getLastModifiedTime(path);
  }

  @Override
  public synchronized DiskFile create(Path path) throws IOException {
    DiskFile file = super.create(path);
    calls.add(new Call.Create(relative(path), files, modified(path)));
    return new RecordingFile(file, files++);
  }

  @Override
  public synchronized DiskFile openForWrite(Path path) throws IOException {
    DiskFile file = super.openForWrite(path);
    calls.add(new Call.Open(relative(path), files));
    return new RecordingFile(file, files++);
  }

  @Override
  public synchronized DiskFile openForRead(Path path) throws IOException {
    DiskFile file = super.openForRead(path);
    calls.add(new Call.Open(relative(path), files));
    return new RecordingFile(file, files++);
  }

  @Override
  public synchronized void link(Path link, Path existing) throws IOException {
    super.link(link, existing);
    calls.add(new Call.Link(relative(link), relative(existing)));
  }

  /** A clone, to a file system, is a new file with all of the content at once, and not yet durable. */
  @Override
  public synchronized void cloneFile(Path clone, Path existing) throws IOException {
    Files.copy(existing, clone);
    calls.add(new Call.Create(relative(clone), files, modified(clone)));
    calls.add(new Call.Write(files++, 0, Files.readAllBytes(clone), modified(clone)));
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    super.rename(from, to);
    calls.add(new Call.Rename(relative(from), relative(to)));
  }

  @Override
  public synchronized void delete(Path path) throws IOException {
    super.delete(path);
    calls.add(new Call.Delete(relative(path)));
  }

  @Override
  public synchronized void createDirectory(Path path) throws IOException {
    super.createDirectory(path);
    calls.add(new Call.CreateDirectory(relative(path)));
  }

  @Override
  public synchronized void syncDirectory(Path directory) throws IOException {
    super.syncDirectory(directory);
    calls.add(new Call.SyncDirectory(relative(directory)));
  }

  @Override
  public synchronized void setLastModified(Path path, FileTime time) throws IOException {
    super.setLastModified(path, time);
    calls.add(new Call.SetLastModified(relative(path), modified(path)));
  }

  @Override
  public synchronized DirectoryLock lock(Path path) throws IOException {
    boolean existed = Files.exists(path);
    DirectoryLock lock = super.lock(path);
    if (!existed) {
      calls.add(new Call.Create(relative(path), files, modified(path)));
      calls.add(new Call.Write(files++, 0, Files.readAllBytes(path), modified(path)));
    }
    return lock;
  }

  private final class RecordingFile extends ForwardingFile {

    private final int number;

    RecordingFile(DiskFile file, int number) {
      super(file);
      this.number = number;
    }

    private FileTime time() throws IOException {
      return Files.exists(path()) ? modified(path()) : FileTime.fromMillis(0);
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      synchronized (RecordingDisk.this) {
        byte[] bytes = new byte[source.remaining()];
        source.duplicate().get(bytes);
        super.write(source, position);
        calls.add(new Call.Write(number, position, bytes, time()));
      }
    }

    @Override
    public long transferTo(long position, long count, DiskFile target, long targetPosition)
        throws IOException {
      ByteBuffer portion = ByteBuffer.allocate((int) Math.min(PORTION, count));
      portion.limit(readFully(portion, position)).rewind();
      int length = portion.remaining();
      target.write(portion, targetPosition);
      return length;
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (RecordingDisk.this) {
        super.truncate(size);
        calls.add(new Call.Truncate(number, size, time()));
      }
    }

    @Override
    public void sync() throws IOException {
      synchronized (RecordingDisk.this) {
        super.sync();
        calls.add(new Call.Sync(number));
      }
    }
  }
}
