package io.segsnap.benchmarks.gate.worker;

import java.io.IOException;

/** What is measured. The steps are called in this order, over and over. */
interface Operation {

  /** Makes the destination; not timed. */
  default void prepare() throws IOException {}

  /** Does what is measured. */
  void run() throws IOException;

  /** Closes what it wrote and tells what came of it; not timed and not always called. */
  void describe(Content content) throws IOException;

  /** Deletes the destination; not timed. */
  default void clear() throws IOException {}
}
