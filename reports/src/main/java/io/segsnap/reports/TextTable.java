package io.segsnap.reports;

import java.util.List;

/** A table for a terminal: aligned columns, numbers to the right. */
public final class TextTable {

  private static final String GAP = "  ";

  private TextTable() {}

  /** Lines that end in a line break each. */
  public static String render(Table table) {
    int[] widths = new int[table.columns().size()];
    widen(widths, table.columns());
    table.rows().forEach(row -> widen(widths, row));
    StringBuilder text = new StringBuilder(table.title()).append('\n');
    line(text, widths, table.columns());
    table.rows().forEach(row -> line(text, widths, row));
    table.notes().forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells.get(i).length());
    }
  }

  private static void line(StringBuilder text, int[] widths, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      String cell = cells.get(i);
      line.append(Cells.isNumeric(cell) ? padding + cell : cell + padding).append(GAP);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
