package io.segsnap.process;

import java.io.IOException;
import java.util.List;

/** A command line that is killed halfway, and what must hold then. */
interface KilledCommand {

  /**
   * Makes things ready.
   *
   * @return the command's arguments
   */
  List<String> prepare() throws IOException;

  /** How far the command has got, in files, as seen from outside; 0 before it changed anything. */
  int progress() throws IOException;

  /** Whether everything is as if the command had not been killed. */
  boolean isDone() throws IOException;

  /** All there or not there. */
  void checkKilled() throws IOException;

  /** Runs the command again if it is not done, and checks that it is then. */
  void checkRerun(List<String> args) throws IOException;

  /** Takes back what the command did, for the next time. */
  void undo() throws IOException;
}
