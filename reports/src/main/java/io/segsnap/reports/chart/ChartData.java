package io.segsnap.reports.chart;

import io.segsnap.reports.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/** Charts in words and numbers. */
final class ChartData {

  private static final MathContext DIGITS = new MathContext(5);

  private ChartData() {}

  static Table intervals(String title, String value, List<Interval> intervals, List<String> notes) {
    List<List<String>> rows = intervals.stream()
        .map(interval -> List.of(
            interval.name(),
            number(interval.value()),
            spread(interval.low(), interval.high()),
            interval.note()))
        .toList();
    return withoutEmptyColumns(title, List.of("name", value, "spread", "note"), rows, notes);
  }

  static Table withoutEmptyColumns(
      String title, List<String> columns, List<List<String>> rows, List<String> notes) {
    List<Integer> used = IntStream.range(0, columns.size())
        .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isEmpty()))
        .boxed()
        .toList();
    return new Table(
        title,
        used.stream().map(columns::get).toList(),
        rows.stream().map(row -> used.stream().map(row::get).toList()).toList(),
        notes);
  }

  static List<String> references(List<Reference> references) {
    return references.stream()
        .map(reference -> reference.name() + ": " + number(reference.value()))
        .toList();
  }

  static List<String> bands(List<Band> bands) {
    return bands.stream()
        .map(band -> band.name() + ": " + spread(band.low(), band.high()))
        .toList();
  }

  static String spread(double low, double high) {
    return low == high ? "" : number(low) + "–" + number(high);
  }

  /** Five significant digits, without an exponent. */
  static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }
}
