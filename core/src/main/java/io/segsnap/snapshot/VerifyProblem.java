package io.segsnap.snapshot;

/**
 * One thing that is wrong with a file of a snapshot.
 *
 * @param file name in the snapshot folder
 * @param position byte position in the file, or -1 where the file as a whole is wrong
 * @param expected what must be there
 * @param actual what is there
 */
public record VerifyProblem(String file, long position, String expected, String actual) {

  /** {@return one line: file, position, expected, actual} */
  @Override
  public String toString() {
    String where = position < 0 ? "" : "at position " + position + " ";
    return file + ": " + where + "expected " + expected + ", found " + actual;
  }
}
