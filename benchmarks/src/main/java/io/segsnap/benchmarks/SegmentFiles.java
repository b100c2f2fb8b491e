package io.segsnap.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** The {@code .log} files of a partition directory. */
public final class SegmentFiles {

  private static final int BLOCK_BYTES = 1 << 20;
  private static final long RANGE_BYTES = 4L << 20;

  private SegmentFiles() {}

  /** All of them, in offset order. */
  public static List<Path> of(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  /** Size of all segments. */
  public static long bytes(Path directory) throws IOException {
    long bytes = 0;
    for (Path segment : of(directory)) {
      bytes += Files.size(segment);
    }
    return bytes;
  }

  /** CRC-32C of all segments' bytes, one after the other. */
  public static long crc(Path directory) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    for (Path segment : of(directory)) {
      try (FileChannel file = FileChannel.open(segment)) {
        while (file.read(block.clear()) > 0) {
          crc.update(block.flip());
        }
      }
    }
    return crc.getValue();
  }

  /**
   * Changes one byte in a part of the ranges of 4 MiB, evenly spread over all segments.
   *
   * @param percent at least one range is changed, unless this is 0
   */
  public static void change(Path directory, int percent) throws IOException {
    long range = 0;
    for (Path segment : of(directory)) {
      try (FileChannel file =
          FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        for (long start = 0; start < file.size(); start += RANGE_BYTES) {
          if (range * percent % 100 < percent) {
            flip(file, (start + Math.min(file.size(), start + RANGE_BYTES)) / 2);
          }
          range++;
        }
      }
    }
  }

  private static void flip(FileChannel file, long position) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    file.read(one, position);
    one.put(0, (byte) ~one.get(0));
    file.write(one.flip(), position);
  }
}
