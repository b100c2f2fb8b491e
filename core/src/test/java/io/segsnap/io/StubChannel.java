package io.segsnap.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A channel that does as little of each call as the system may do. */
class StubChannel extends ForwardingChannel {

  private final int mostBytes;

  /** Reads, writes and transfers at most so many bytes in a call. */
  StubChannel(FileChannel channel, int mostBytes) {
    super(channel);
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
    return moved(target, super.read(some(target), position));
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return moved(source, super.write(some(source), position));
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return super.transferTo(position, Math.min(count, mostBytes), target);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    return super.transferFrom(source, position, Math.min(count, mostBytes));
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return moved(target, super.read(some(target)));
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return moved(source, super.write(some(source)));
  }
}
