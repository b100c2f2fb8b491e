package io.segsnap.reports;

import java.util.Locale;

/** How values look in a table. */
final class Cells {

  static final String NONE = "-";

  private static final long KIB = 1024;

  private Cells() {}

  /** Three significant digits or all those before the point. */
  static String number(double value) {
    double size = Math.abs(value);
    int digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** The middle half of a sample. */
  static String quartiles(Sample sample) {
    return number(sample.quantile(0.25)) + "–" + number(sample.quantile(0.75));
  }

  static String bytes(double bytes) {
    if (bytes < KIB) {
      return number(bytes) + " B";
    }
    return bytes < KIB * KIB ? number(bytes / KIB) + " KiB" : number(bytes / KIB / KIB) + " MiB";
  }

  static boolean isNumeric(String cell) {
    return !cell.isEmpty() && (Character.isDigit(cell.charAt(0)) || cell.equals(NONE));
  }
}
