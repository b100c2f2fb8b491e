package io.segsnap.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

/** A channel of {@link WatchedFileSystem}: tells what changes a file in another way than by writing, and what syncs it. */
final class WatchedChannel extends ForwardingChannel {

  private final WatchedFileSystem system;
  private final String name;

  WatchedChannel(WatchedFileSystem system, String name, FileChannel channel) {
    super(channel);
    this.system = system;
    this.name = name;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    system.note("force " + name + (metadata ? " with metadata" : ""));
    super.force(metadata);
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    ByteBuffer part = source.slice();
    part.limit(Math.min(part.limit(), system.writtenAtMost()));
    int count = super.write(part, position);
    source.position(source.position() + count);
    return count;
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    system.note("truncate " + name);
    return super.truncate(size);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    system.note("transfer to " + name);
    return super.transferFrom(source, position, count);
  }
}
