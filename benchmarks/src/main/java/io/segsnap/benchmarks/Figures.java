package io.segsnap.benchmarks;

import io.segsnap.reports.Sample;
import java.util.Locale;

/** How values look in tables. */
public final class Figures {

  /** Where there is no value. */
  public static final String NONE = "-";

  private static final double KIB = 1024;

  private Figures() {}

  /** Three significant digits, or all those before the point. */
  public static String number(double value) {
    double size = Math.abs(value);
    int digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A size with its unit. */
  public static String bytes(double bytes) {
    if (bytes < KIB) {
      return number(bytes) + " B";
    }
    double mib = bytes / KIB / KIB;
    return mib < 1 ? number(bytes / KIB) + " KiB" : number(mib) + " MiB";
  }

  /** The middle half of a sample. */
  public static String quartiles(Sample sample) {
    return number(sample.quantile(0.25)) + "–" + number(sample.quantile(0.75));
  }
}
