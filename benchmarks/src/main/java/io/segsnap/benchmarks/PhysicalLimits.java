package io.segsnap.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What no copy can be faster than: memory, and the disk's way of making bytes durable. */
public final class PhysicalLimits implements AutoCloseable {

  /** More than a processor's cache; less than the direct memory that a heap of 64 MiB allows. */
  private static final int BLOCK_BYTES = 24 << 20;

  private static final int SYNCED_BYTES = 4096;

  private final ByteBuffer source = ByteBuffer.allocateDirect(BLOCK_BYTES);
  private final ByteBuffer target = ByteBuffer.allocateDirect(BLOCK_BYTES);
  private final Path path;
  private final FileChannel file;

  private PhysicalLimits(Path path) throws IOException {
    this.path = path;
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** On the file system of a folder, in which it makes a file for as long as it is open. */
  public static PhysicalLimits in(Path folder) throws IOException {
    return new PhysicalLimits(folder.resolve("fsync-reference"));
  }

  /** Copies so many bytes from off-heap memory to off-heap memory; returns how many. */
  public long copyInMemory(long bytes) {
    long copied = 0;
    while (copied < bytes) {
      int step = (int) Math.min(BLOCK_BYTES, bytes - copied);
      target.put(0, source, 0, step);
      copied += step;
    }
    return copied;
  }

  /** Appends 4 KiB to a file and makes them durable; returns the file's size. */
  public long appendAndSync() throws IOException {
    file.write(source.slice(0, SYNCED_BYTES), file.size());
    file.force(true);
    return file.size();
  }

  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(path);
  }
}
