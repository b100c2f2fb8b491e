package io.segsnap.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compares the segments of two partition directories byte for byte. */
public final class SameBytes {

  private static final int BLOCK_BYTES = 1 << 20;

  private final ByteBuffer left = ByteBuffer.allocateDirect(BLOCK_BYTES);
  private final ByteBuffer right = ByteBuffer.allocateDirect(BLOCK_BYTES);

  /**
   * Compares.
   *
   * @param log what was copied
   * @param copy what must have the same segments
   * @throws BenchmarkException naming the file and position that differ
   */
  public void require(Path log, Path copy) throws IOException {
    List<Path> segments = SegmentFiles.of(log);
    if (segments.size() != SegmentFiles.of(copy).size()) {
      throw BenchmarkException.wrongBytes(copy + " lacks segments of " + log);
    }
    for (Path segment : segments) {
      Path other = copy.resolve(segment.getFileName());
      long position = mismatch(segment, other);
      if (position >= 0) {
        throw BenchmarkException.wrongBytes(
            other + " differs from " + segment + " at position " + position);
      }
    }
  }

  private long mismatch(Path one, Path other) throws IOException {
    if (!Files.exists(other)) {
      throw BenchmarkException.wrongBytes(other + " is missing");
    }
    try (FileChannel first = FileChannel.open(one);
        FileChannel second = FileChannel.open(other)) {
      long position = 0;
      while (true) {
        fill(first, left, position);
        fill(second, right, position);
        int difference = left.mismatch(right);
        if (difference >= 0) {
          return position + difference;
        }
        if (!left.hasRemaining()) {
          return -1;
        }
        position += left.remaining();
      }
    }
  }

  private static void fill(FileChannel file, ByteBuffer block, long position) throws IOException {
    block.clear();
    int count;
    do {
      count = file.read(block, position + block.position());
    } while (count > 0);
    block.flip();
  }
}
