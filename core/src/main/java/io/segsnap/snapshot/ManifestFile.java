package io.segsnap.snapshot;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.RangeChecksums;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file of a snapshot.
 *
 * @param name in the snapshot folder
 * @param lengthBytes its length
 * @param capture the strategy that took it
 * @param lastModified its modification time; for a linked file it tells whether somebody wrote to
 *     the shared inode since
 * @param inode what the file system calls a linked file, where it has such a name
 * @param checksums of its bytes; empty for a linked file that was not verified yet
 */
record ManifestFile(
    String name,
    long lengthBytes,
    CopyStrategy capture,
    Instant lastModified,
    Optional<String> inode,
    Optional<RangeChecksums> checksums) {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}");

  /** Whether the name can be nothing but a file of a partition directory. */
  static boolean isPlainName(String name) {
    return PLAIN_NAME.matcher(name).matches()
        && !name.startsWith(SnapshotFolder.MANIFEST)
        && !name.equals(CheckpointFile.NAME);
  }

  ManifestFile withChecksums(RangeChecksums computed) {
    return new ManifestFile(name, lengthBytes, capture, lastModified, inode, Optional.of(computed));
  }
}
