package io.segsnap.copy;

import java.util.Locale;
import java.util.Optional;

/**
 * How a file's bytes get from source to target. All but {@link #LINK} make a second, independent file and compute
 * its {@link RangeChecksums} in the same pass. {@link #toString()} is the name on the command line.
 */
public enum CopyStrategy {
  /** java.io streams with small heap buffers: the naive reference that the others are measured against. */
  STREAM,

  /**
   * In-kernel copy. The checksum is computed over a read of each chunk just before the kernel copies that chunk
   * from the page cache, so it covers the source's bytes, not the target's.
   */
  TRANSFER,

  /** Pooled off-heap buffers; the checksum covers the very bytes that are written. */
  OFF_HEAP,

  /**
   * A hard link for a sealed file, {@link #OFF_HEAP} for any other. A link costs no space and is not read, hence
   * has no checksums. It shares the inode: whoever writes into the source file in place changes the target too.
   * Only for files that their owner never writes again, and only within one file system.
   */
  LINK;

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
