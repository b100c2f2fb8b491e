package io.segsnap.io;

import java.io.Closeable;
import java.io.IOException;

/** An exclusive hold on a directory, released by {@link #close()} or by the end of the process. */
public interface DirectoryLock extends Closeable {

  @Override
  void close() throws IOException;
}
