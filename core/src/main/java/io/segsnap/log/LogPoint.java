package io.segsnap.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A log at one instant: where it ended and which files held it. While a point is open, the log
 * keeps every file of it readable and linkable, though it may append, roll, truncate, delete and
 * close; closing the point gives them free. Safe for use by several threads.
 */
public interface LogPoint extends AutoCloseable {

  /** The partition directory. */
  Path directory();

  /** Base offset of the first segment. */
  long baseOffset();

  /** First offset that readers may see; at least {@link #baseOffset()}. */
  long logStartOffset();

  /** Last offset + 1 of what the point holds. */
  long highWaterMark();

  /** The segments in offset order; at least one, the last of them active. */
  List<SegmentInfo> segments();

  /**
   * Every file of the partition directory as of the point, in the order in which they are best
   * copied: segment by segment, then the small text files. Together they are a valid partition
   * directory.
   */
  List<PointFile> files();

  /** What was left out because it was no whole valid batch; empty for a live log. */
  Optional<TailCut> tailCut();

  /**
   * To be called before what was read through the point is relied upon: a directory without a lock
   * file can't keep a writer out, but shows that one was there.
   *
   * @throws io.segsnap.LockedException if the files may not be those of the point any more
   */
  void requireUnchanged() throws IOException;

  @Override
  void close() throws IOException;
}
