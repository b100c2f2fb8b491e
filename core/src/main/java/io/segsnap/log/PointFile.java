package io.segsnap.log;

import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * One file of a {@link LogPoint}: its first {@link #lengthBytes()} bytes are the same whenever they
 * are read, whatever happens to the log. Safe for use by several threads while the point is open.
 */
public interface PointFile {

  /** Name in the partition directory. */
  String name();

  /** Length at the point; the file behind it may have grown since. */
  long lengthBytes();

  /** When the file was last changed before the point. */
  FileTime lastModified();

  /**
   * Whether the file as a whole is exactly the first {@link #lengthBytes()} bytes and will never be
   * written again, so that {@link #linkTo} may share it.
   */
  boolean isSealed();

  /** Whether there is a file behind it, and not only memory. */
  boolean isStored();

  /** Whether the file is known to be on disk. */
  boolean isDurable();

  /** To be called after the file was synced, so that it need not be again. */
  void synced();

  /** To be called when a sync of the file failed, of which the system tells nobody else. */
  default void syncFailed(IOException problem) {}

  /**
   * What a sealed file must hold: the log summed what it wrote there, or what it checked. Empty where
   * it doesn't know, and for a file that is not sealed.
   */
  Optional<RangeChecksums> checksums();

  /** Opens the content for reading; the caller closes it. */
  DiskFile open() throws IOException;

  /**
   * Gives a sealed file a second name.
   *
   * @throws IllegalStateException if the file is not sealed
   */
  void linkTo(Path link) throws IOException;

  /**
   * Makes an independent file that shares the blocks of this stored one, as far as it reaches by
   * now.
   *
   * @throws IllegalStateException if the file is not stored
   */
  void cloneTo(Path clone) throws IOException;
}
