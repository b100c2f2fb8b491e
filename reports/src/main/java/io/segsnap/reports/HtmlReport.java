package io.segsnap.reports;

import java.util.List;

/** A report as one HTML file that needs nothing else; readable in light and dark. */
final class HtmlReport {

  private static final String HEAD = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; }
      th, td { border-bottom: 1px solid #8888; padding: 0.3rem 0.8rem; text-align: left; }
      td.number { font-variant-numeric: tabular-nums; text-align: right; }
      </style>
      </head>
      <body>
      """;

  private HtmlReport() {}

  static String render(Report report) {
    String title = escape(report.title());
    StringBuilder html = new StringBuilder(HEAD.formatted(title));
    html.append("<h1>").append(title).append("</h1>\n");
    html.append("<p><code>").append(escape(report.command())).append("</code></p>\n<ul>\n");
    report
        .environment()
        .facts()
        .forEach((name, value) ->
            html.append("<li>").append(escape(name + ": " + value)).append("</li>\n"));
    html.append("</ul>\n");
    report.tables().forEach(table -> table(html, table));
    return html.append("</body>\n</html>\n").toString();
  }

  private static void table(StringBuilder html, Table table) {
    html.append("<h2>").append(escape(table.title())).append("</h2>\n");
    html.append("<div class=\"scroll\"><table>\n<thead><tr>");
    table
        .columns()
        .forEach(
            column -> html.append("<th scope=\"col\">").append(escape(column)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(cells -> row(html, cells));
    html.append("</tbody>\n</table></div>\n");
    table.notes().forEach(note -> html.append("<p>").append(escape(note)).append("</p>\n"));
  }

  private static void row(StringBuilder html, List<String> cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append(Cells.isNumeric(cell) ? "<td class=\"number\">" : "<td>");
      html.append(escape(cell)).append("</td>");
    }
    html.append("</tr>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
