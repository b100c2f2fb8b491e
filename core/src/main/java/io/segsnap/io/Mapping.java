package io.segsnap.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A range of a file as memory. For one thread; the buffer must not be used after {@link #close}. */
public interface Mapping extends AutoCloseable {

  /** The range, from position 0 to the limit. */
  ByteBuffer buffer();

  /** Gives the memory back at once. */
  @Override
  void close() throws IOException;
}
