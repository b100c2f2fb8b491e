package io.segsnap.copy;

import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file to copy: its first {@link #lengthBytes()} bytes do not change while it is copied. Safe for use by several
 * threads.
 */
public interface CopySource {

  /** {@return the name that results carry} */
  String name();

  /** {@return how many bytes to copy; the file behind it may be longer} */
  long lengthBytes();

  /** {@return whether the file is exactly as long as declared and never written again, so that it may be linked} */
  boolean isSealed();

  /** {@return whether there is a file of its own behind it, which may be cloned} */
  default boolean isStored() {
    return true;
  }

  /** {@return whether the file is known to be on disk, but for names it was given since} */
  default boolean isDurable() {
    return false;
  }

  /** Told after the file was synced. */
  default void synced() {}

  /** Told when a sync of the file itself, by another name, failed. */
  default void syncFailed(IOException problem) {}

  /**
   * Opens the content for reading; the caller closes it.
   *
   * @return the open file
   * @throws IOException if it can't be opened
   */
  DiskFile open() throws IOException;

  /**
   * Gives a sealed file a second name.
   *
   * @param link the new name, which must not exist
   * @throws IOException if it can't be linked
   */
  void linkTo(Path link) throws IOException;

  /**
   * Makes a file that shares the blocks of a stored one, which may be longer than declared.
   *
   * @param clone the new file, which must not exist
   * @throws IOException if it can't be cloned
   */
  void cloneTo(Path clone) throws IOException;
}
