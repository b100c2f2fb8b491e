package io.segsnap.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A channel that does as little of each call as the system may do. */
class StubChannel extends FileChannel {

  private final FileChannel channel;
  private final int mostBytes;

  /** Reads, writes and transfers at most so many bytes in a call. */
  StubChannel(FileChannel channel, int mostBytes) {
    this.channel = channel;
    this.mostBytes = mostBytes;
  }

  private ByteBuffer some(ByteBuffer buffer) {
    return buffer.slice(buffer.position(), Math.min(mostBytes, buffer.remaining()));
  }

  private static int moved(ByteBuffer buffer, int count) {
    buffer.position(buffer.position() + Math.max(0, count));
    return count;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return moved(target, channel.read(some(target), position));
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return moved(source, channel.write(some(source), position));
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return channel.transferTo(position, Math.min(count, mostBytes), target);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    return channel.transferFrom(source, position, Math.min(count, mostBytes));
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return moved(target, channel.read(some(target)));
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return moved(source, channel.write(some(source)));
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    return channel.position(newPosition);
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    return channel.truncate(size);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    channel.force(metaData);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return channel.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return channel.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return channel.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    channel.close();
  }
}
