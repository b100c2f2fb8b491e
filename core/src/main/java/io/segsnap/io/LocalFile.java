package io.segsnap.io;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/** {@link DiskFile} over a {@link FileChannel}. */
final class LocalFile implements DiskFile {

  private final Path path;
  private final FileChannel channel;

  LocalFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public long size() throws IOException {
    try {
      return channel.size();
    } catch (IOException e) {
      throw failure("measure", e);
    }
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    try {
      return channel.read(target, position);
    } catch (IOException e) {
      throw failure("read", e);
    }
  }

  @Override
  public void write(ByteBuffer source, long position) throws IOException {
    try {
      long at = position;
      while (source.hasRemaining()) {
        at += channel.write(source, at);
      }
    } catch (IOException e) {
      throw failure("write", e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@code transferTo} writes at the target channel's own position, so targets that several
   * threads fill need a channel each; {@code transferFrom} takes a position but maps the source in
   * small steps. Hence one target handle per range, positioned here.
   */
  @Override
  public long transferTo(long position, long count, DiskFile target, long targetPosition)
      throws IOException {
    if (!(target instanceof LocalFile local)) {
      throw new IllegalArgumentException("both files must be of the same disk");
    }
    try {
      local.channel.position(targetPosition);
      return channel.transferTo(position, count, local.channel);
    } catch (IOException e) {
      throw failure("transfer to " + target.path() + " from", e);
    }
  }

  @Override
  public Mapping map(long position, int count) throws IOException {
    try {
      return new LocalMapping(channel.map(MapMode.READ_ONLY, position, count));
    } catch (IOException e) {
      throw failure("map", e);
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      throw failure("truncate", e);
    }
  }

  @Override
  public void sync() throws IOException {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw failure("sync", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } catch (IOException e) {
      throw failure("close", e);
    }
  }

  private StorageException failure(String operation, IOException cause) {
    return new StorageException(operation, path, cause);
  }
}
