package io.segsnap.reports;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The log that was measured on.
 *
 * @param segments how many
 * @param bytes of all of them
 */
public record LogShape(long segments, double bytes) {

  static final List<String> PARAMS = List.of("segments", "segmentSize");

  private static final String UNITS = "kmgt";
  private static final int BITS = 10;

  /** The shape that {@code segments} and {@code segmentSize}, such as {@code 64m}, describe. */
  static Optional<LogShape> of(JmhResult result) {
    String size = result.param("segmentSize").toLowerCase(Locale.ROOT);
    String segments = result.param("segments");
    if (!size.matches("[1-9][0-9]*[kmgt]?") || !segments.matches("[1-9][0-9]{0,17}")) {
      return Optional.empty();
    }
    int unit = UNITS.indexOf(size.charAt(size.length() - 1)) + 1;
    String digits = unit > 0 ? size.substring(0, size.length() - 1) : size;
    double bytes = Double.parseDouble(digits) * (1L << (BITS * unit));
    long count = Long.parseLong(segments);
    return Optional.of(new LogShape(count, count * bytes));
  }

  double mib() {
    return bytes / (1 << 20);
  }
}
