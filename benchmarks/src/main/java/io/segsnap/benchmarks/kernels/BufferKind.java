package io.segsnap.benchmarks.kernels;

import java.nio.ByteBuffer;

/** The contenders. */
public enum BufferKind {
  /** {@code ByteBuffer.allocate}. */
  HEAP {
    @Override
    Kernel kernel() {
      return new ByteBufferKernel(ByteBuffer::allocate);
    }
  },
  /** {@code ByteBuffer.allocateDirect}. */
  DIRECT {
    @Override
    Kernel kernel() {
      return new ByteBufferKernel(ByteBuffer::allocateDirect);
    }
  },
  /** Chronicle's {@code Bytes} over native memory of fixed size. */
  CHRONICLE {
    @Override
    Kernel kernel() {
      return new ChronicleKernel();
    }
  };

  abstract Kernel kernel();
}
