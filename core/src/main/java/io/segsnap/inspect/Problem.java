package io.segsnap.inspect;

import java.nio.file.Path;

/**
 * Something in a partition directory that is not what it must be.
 *
 * @param file where
 * @param position byte position in the file, or -1 where the file as a whole is wrong
 * @param expected what must be there
 * @param actual what is there
 */
public record Problem(Path file, long position, String expected, String actual) {

  @Override
  public String toString() {
    String where = position < 0 ? ": " : " at position " + position + ": ";
    return file + where + "expected " + expected + ", found " + actual;
  }
}
