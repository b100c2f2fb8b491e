package io.segsnap.reports;

import java.util.List;
import java.util.stream.Collectors;

/** A report as GitHub-flavoured Markdown. */
final class MarkdownReport {

  private MarkdownReport() {}

  static String render(Report report) {
    StringBuilder text = new StringBuilder("# ").append(report.title()).append("\n\n");
    text.append("`").append(report.command()).append("`\n\n");
    report
        .environment()
        .facts()
        .forEach((name, value) ->
            text.append("- ").append(name).append(": ").append(value).append('\n'));
    for (Table table : report.tables()) {
      text.append("\n## ").append(table.title()).append("\n\n");
      row(text, table.columns());
      text.append("|").append("---|".repeat(table.columns().size())).append('\n');
      table.rows().forEach(cells -> row(text, cells));
      table.notes().forEach(note -> text.append('\n').append(note).append('\n'));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append(cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
