package io.segsnap.io;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Reusable direct buffers of one size. The pool grows to the number of buffers that were ever out
 * at once; it never blocks. Safe for use by several threads.
 */
public final class BufferPool {

  private final int bufferBytes;
  private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

  public BufferPool(int bufferBytes) {
    this.bufferBytes = bufferBytes;
  }

  /** A cleared buffer, which the caller hands back with {@link #release}. */
  public ByteBuffer acquire() {
    ByteBuffer buffer = free.poll();
    return buffer == null ? ByteBuffer.allocateDirect(bufferBytes) : buffer.clear();
  }

  /** Takes back a buffer of {@link #acquire}; the caller must not use it afterwards. */
  public void release(ByteBuffer buffer) {
    free.offer(buffer);
  }
}
