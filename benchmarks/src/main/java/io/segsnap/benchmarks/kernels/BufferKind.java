package io.segsnap.benchmarks.kernels;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;

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
  /** A file of the temporary directory that is mapped, its pages in memory. */
  MAPPED {
    @Override
    Kernel kernel() {
      return new ByteBufferKernel(BufferKind::map);
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

  private static ByteBuffer map(int bytes) {
    try {
      Path file = Files.createTempFile("segsnap-kernel-", ".map");
      try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
        return channel.map(MapMode.READ_WRITE, 0, bytes).load();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
