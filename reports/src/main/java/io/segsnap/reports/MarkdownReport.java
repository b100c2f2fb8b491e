package io.segsnap.reports;

import io.segsnap.reports.chart.Chart;

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
    report.sections().forEach(section -> section(text, section));
    return text.toString();
  }

  private static void section(StringBuilder text, Section section) {
    if (section instanceof Table table) {
      text.append("\n## ").append(table.title()).append("\n\n");
      text.append(MarkdownTable.render(table));
    } else if (section instanceof Chart chart) {
      text.append("\n## ").append(chart.title()).append("\n\n");
      text.append(chart.description()).append("\n\n<details><summary>Data</summary>\n\n");
      text.append(MarkdownTable.render(chart.data()));
      text.append("\n</details>\n");
    } else if (section instanceof Banner banner) {
      text.append("\n> **").append(banner.status().sign()).append(' ').append(banner.title());
      text.append("**\n");
      banner.details().forEach(detail -> text.append(">\n> ").append(detail).append('\n'));
    }
  }
}
