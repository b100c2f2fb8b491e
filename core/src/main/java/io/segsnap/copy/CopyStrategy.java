package io.segsnap.copy;

import io.segsnap.io.Disk;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How a file's bytes get from source to target. Those that move bytes compute the {@link RangeChecksums} in the same
 * pass. {@link #toString()} is the name on the command line.
 */
public enum CopyStrategy {
  /** java.io streams with small heap buffers: the naive reference that the others are measured against. */
  STREAM,

  /**
   * In-kernel copy. The checksum is computed over a read of each chunk just before the kernel copies that chunk
   * from the page cache, so it covers the source's bytes, not the target's.
   */
  TRANSFER,

  /** The kernel writes what it finds in mapped memory; the checksum covers the target's bytes, read back. */
  MAPPED,

  /** Pooled off-heap buffers; the checksum covers the very bytes that are written. */
  OFF_HEAP,

  /**
   * A hard link for a sealed file, {@link #OFF_HEAP} for any other. A link costs no space and is not read, hence
   * has no checksums. It shares the inode: whoever writes into the source file in place changes the target too.
   * Only for files that their owner never writes again, and only within one file system.
   */
  LINK,

  /**
   * A reflink of each stored file, which shares blocks until one of the two is written to: an independent file at no
   * cost. It is not read, hence has no checksums. Only where the file system can (XFS, btrfs); it never falls back to
   * copying. What is derived in memory is written by {@link #OFF_HEAP}.
   */
  CLONE,

  /**
   * {@link #CLONE} where possible, else {@link #LINK} for a log that this process has open, else {@link #OFF_HEAP}.
   * What it picked is in each file's capture.
   */
  AUTO;

  /**
   * Picks for {@link #AUTO}.
   *
   * @param disk to ask
   * @param from directory of the files to copy
   * @param to directory in the file system to copy to
   * @param owned whether this process has the log open, so that nobody else writes into its files
   * @return a strategy that is worth a try
   * @throws IOException if the directories can't be examined
   */
  public static CopyStrategy pick(Disk disk, Path from, Path to, boolean owned) throws IOException {
    if (disk.mayClone(from, to)) {
      return CLONE;
    }
    return owned && disk.mayLink(from, to) ? LINK : OFF_HEAP;
  }

  /** {@return whether the target shares what it holds with the source instead of getting its bytes} */
  public boolean isSharing() {
    return this == LINK || this == CLONE;
  }

  /**
   * Finds a strategy by its command line name.
   *
   * @param name such as {@code off-heap}
   * @return the strategy, empty where the name is unknown
   */
  public static Optional<CopyStrategy> ofName(String name) {
    for (CopyStrategy strategy : values()) {
      if (strategy.toString().equals(name)) {
        return Optional.of(strategy);
      }
    }
    return Optional.empty();
  }

  /** {@return the name on the command line and in manifests: lower case, with dashes} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
