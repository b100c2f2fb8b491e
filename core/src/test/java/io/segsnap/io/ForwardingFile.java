package io.segsnap.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file that does what another does; tests override what they watch or break. */
public class ForwardingFile implements DiskFile {

  private final DiskFile file;

  public ForwardingFile(DiskFile file) {
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
    return file.read(target, position);
  }

  @Override
  public void write(ByteBuffer source, long position) throws IOException {
    file.write(source, position);
  }

  @Override
  public long transferTo(long position, long count, DiskFile target, long targetPosition)
      throws IOException {
    DiskFile inner = target instanceof ForwardingFile wrapped ? wrapped.file : target;
    return file.transferTo(position, count, inner, targetPosition);
  }

  @Override
  public void truncate(long size) throws IOException {
    file.truncate(size);
  }

  @Override
  public void sync() throws IOException {
    file.sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
