package io.segsnap.reports;

import java.util.List;
import java.util.stream.Collectors;

/** A table as GitHub-flavoured Markdown. */
public final class MarkdownTable {

  private MarkdownTable() {}

  /** The table and its notes, without its title. */
  public static String render(Table table) {
    StringBuilder text = new StringBuilder();
    row(text, table.columns());
    text.append("|").append("---|".repeat(table.columns().size())).append('\n');
    table.rows().forEach(cells -> row(text, cells));
    table.notes().forEach(note -> text.append('\n').append(note).append('\n'));
    return text.toString();
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append(cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
