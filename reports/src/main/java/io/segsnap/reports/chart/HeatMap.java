package io.segsnap.reports.chart;

import io.segsnap.reports.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Values in rows and columns, the more the stronger in colour; each cell shows its text as well.
 *
 * @param title its heading
 * @param description what it shows
 * @param unit of all values, such as {@code × cp}
 * @param rows their names
 * @param columns their names
 * @param cells one list for each row, with one cell for each column
 */
public record HeatMap(
    String title,
    String description,
    String unit,
    List<String> rows,
    List<String> columns,
    List<List<Cell>> cells)
    implements Chart {

  /**
   * A cell.
   *
   * @param value NaN where there is none
   * @param text what the cell shows
   */
  public record Cell(double value, String text) {

    /** A cell without a value. */
    public static Cell none(String text) {
      return new Cell(Double.NaN, text);
    }
  }

  public HeatMap {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    cells = cells.stream().map(List::copyOf).toList();
    int width = columns.size();
    if (cells.size() != rows.size() || cells.stream().anyMatch(row -> row.size() != width)) {
      throw new IllegalArgumentException(
          title + ": expected " + rows.size() + " rows of " + width + " cells, found " + cells);
    }
  }

  @Override
  public Table data() {
    List<String> header = new ArrayList<>(List.of(unit));
    header.addAll(columns);
    List<List<String>> lines = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      List<String> line = new ArrayList<>(List.of(rows.get(row)));
      cells.get(row).forEach(cell -> line.add(cell.text()));
      lines.add(line);
    }
    return new Table(title, header, lines, List.of());
  }

  @Override
  public List<Interval> values() {
    List<Interval> values = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        double value = cells.get(row).get(column).value();
        if (!Double.isNaN(value)) {
          values.add(Interval.exactly(rows.get(row) + ", " + columns.get(column), value));
        }
      }
    }
    return values;
  }
}
