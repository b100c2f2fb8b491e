package io.segsnap.benchmarks.pause;

/** What goes on while the appender runs, over and over. */
interface Background {

  /** For the table. */
  String name();

  /** Does it once; whoever appends meanwhile is measured. */
  void run() throws Exception;

  /** Takes away what {@link #run} made; appends meanwhile are not measured. */
  void undo() throws Exception;
}
