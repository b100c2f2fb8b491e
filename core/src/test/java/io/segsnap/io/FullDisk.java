package io.segsnap.io;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes so many bytes, writes what still fits of the next write, and is full from then on. */
public class FullDisk extends ForwardingDisk {

  private final List<Long> ends = new ArrayList<>();
  private long left;
  private long taken;
  private boolean isFull;

  public FullDisk(Disk disk, long bytes) {
    super(disk);
    left = bytes;
  }

  public final synchronized boolean isFull() {
    return isFull;
  }

  /** How many bytes had been written after each write. */
  public final synchronized List<Long> ends() {
    return List.copyOf(ends);
  }

  private synchronized int take(int wanted) {
    int fits = (int) Math.min(wanted, left);
    left -= fits;
    taken += fits;
    ends.add(taken);
    isFull |= fits < wanted;
    return fits;
  }

  /** There is room again, without end. */
  protected final synchronized void makeRoom() {
    left = Long.MAX_VALUE;
  }

  @Override
  protected DiskFile wrap(DiskFile file) {
    return new ForwardingFile(file) {
      @Override
      public void write(ByteBuffer source, long position) throws IOException {
        int limit = source.limit();
        super.write(source.limit(source.position() + take(source.remaining())), position);
        source.limit(limit);
        if (source.hasRemaining()) {
          throw new StorageException("write", path(), new IOException("No space left on device"));
        }
      }

      @Override
      public long transferTo(long position, long count, DiskFile target, long targetPosition)
          throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, size() - position));
        int read = readFully(bytes, position);
        target.write(bytes.flip(), targetPosition);
        return read;
      }
    };
  }
}
