package io.segsnap;

import java.nio.file.Path;

/** Stored bytes are not what they must be. Nothing was changed because of it. */
public final class CorruptionException extends SegsnapException {

  private static final long serialVersionUID = 1L;

  private final transient Path path;
  private final long position;
  private final String expected;
  private final String actual;

  /**
   * @param position byte position in the file, or -1 where the file as a whole is wrong
   */
  public CorruptionException(
      String operation, Path path, long position, String expected, String actual, String advice) {
    super(line(operation, path, detail(position, expected, actual), advice), null);
    this.path = path;
    this.position = position;
    this.expected = expected;
    this.actual = actual;
  }

  private static String detail(long position, String expected, String actual) {
    String where = position < 0 ? "" : "at position " + position + " ";
    return where + "expected " + expected + ", found " + actual;
  }

  /** The damaged file. */
  public Path path() {
    return path;
  }

  /** Byte position of the damage in {@link #path()}, or -1 where the file as a whole is wrong. */
  public long position() {
    return position;
  }

  /** What must be there. */
  public String expected() {
    return expected;
  }

  /** What is there. */
  public String actual() {
    return actual;
  }
}
