package io.segsnap.benchmarks.strategies;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Compares the segments of two partition directories byte for byte. */
final class SameBytes {

  private static final int BLOCK_BYTES = 1 << 20;

  private final ByteBuffer left = ByteBuffer.allocateDirect(BLOCK_BYTES);
  private final ByteBuffer right = ByteBuffer.allocateDirect(BLOCK_BYTES);

  /** The {@code .log} files of a partition directory, in offset order. */
  static List<Path> segments(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  /** Size of all segments. */
  static long segmentBytes(Path directory) throws IOException {
    long bytes = 0;
    for (Path segment : segments(directory)) {
      bytes += Files.size(segment);
    }
    return bytes;
  }

  /**
   * Compares.
   *
   * @param log what was copied
   * @param copy what must have the same segments
   * @throws IllegalStateException naming the file and position that differ
   */
  void require(Path log, Path copy) throws IOException {
    List<Path> segments = segments(log);
    if (segments.size() != segments(copy).size()) {
      throw new IllegalStateException("wrong result: " + copy + " lacks segments of " + log);
    }
    for (Path segment : segments) {
      Path other = copy.resolve(segment.getFileName());
      long position = mismatch(segment, other);
      if (position >= 0) {
        throw new IllegalStateException(
            "wrong result: " + other + " differs from " + segment + " at position " + position);
      }
    }
  }

  private long mismatch(Path one, Path other) throws IOException {
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
