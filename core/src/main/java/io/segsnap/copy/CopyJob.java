package io.segsnap.copy;

import io.segsnap.io.RangeChecksums;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * One file to copy.
 *
 * @param source what to copy
 * @param target where to; must not exist, its directory must
 * @param expected checksums that the bytes must have, compared while copying; not for linked or cloned files
 * @param lastModified modification time to give a copied or cloned file; a linked one keeps the time it shares
 */
public record CopyJob(
    CopySource source,
    Path target,
    Optional<RangeChecksums> expected,
    Optional<FileTime> lastModified) {

  /**
   * A copy without expectations.
   *
   * @param source what to copy
   * @param target where to
   */
  public CopyJob(CopySource source, Path target) {
    this(source, target, Optional.empty(), Optional.empty());
  }
}
