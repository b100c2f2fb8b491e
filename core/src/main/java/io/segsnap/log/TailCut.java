package io.segsnap.log;

import io.segsnap.format.Damage;

/**
 * Bytes at the end of the active segment that are no whole valid batch.
 *
 * @param fileName the {@code .log} file
 * @param position where the last whole valid batch ends, in bytes
 * @param removedBytes how many bytes follow it
 * @param reason what is wrong with them
 */
public record TailCut(String fileName, long position, long removedBytes, Damage reason) {

  @Override
  public String toString() {
    return fileName
        + ": cut "
        + removedBytes
        + " bytes after position "
        + position
        + " (expected "
        + reason.expected()
        + ", found "
        + reason.actual()
        + ")";
  }
}
