package io.segsnap.benchmarks;

/** Sizes as people write them: a number with {@code k}, {@code m} or {@code g} for KiB, MiB, GiB. */
public final class ByteSize {

  private static final String UNITS = "kmg";
  private static final int SHIFT = 10;

  private ByteSize() {}

  /**
   * Reads a size.
   *
   * @param name of the property it is the value of, for the message
   * @param text such as {@code 512m}
   * @throws IllegalArgumentException if it is none, or zero
   */
  public static long parse(String name, String text) {
    if (!text.matches("[1-9][0-9]{0,8}[kmg]?")) {
      throw new IllegalArgumentException(
          name + "=" + text + ": no size; give one such as 512m or 2g");
    }
    int unit = UNITS.indexOf(text.charAt(text.length() - 1)) + 1;
    String digits = unit == 0 ? text : text.substring(0, text.length() - 1);
    return Long.parseLong(digits) << (unit * SHIFT);
  }

  /** The shortest text that {@link #parse} reads as exactly this size. */
  public static String format(long bytes) {
    int unit = 0;
    long rest = bytes;
    while (unit < UNITS.length() && rest % (1 << SHIFT) == 0 && rest != 0) {
      rest >>= SHIFT;
      unit++;
    }
    return unit == 0 ? String.valueOf(rest) : rest + UNITS.substring(unit - 1, unit);
  }
}
