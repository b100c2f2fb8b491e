package io.segsnap.reports;

import io.segsnap.reports.chart.Chart;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A report as one HTML file that needs nothing else. Charts are drawn as SVG by the ECharts that lies
 * in the file; without JavaScript the table below each chart remains.
 */
final class HtmlReport {

  private static final String HEAD = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">
      <title>%s</title>
      <style>
      %s</style>
      <noscript><style>figure { display: none; }</style></noscript>
      </head>
      <body>
      <a class="skip" href="#results">Skip to the results</a>
      """;

  private final StringBuilder html = new StringBuilder();
  private final Report report;

  private HtmlReport(Report report) {
    this.report = report;
  }

  static String render(Report report) throws IOException {
    return new HtmlReport(report).page();
  }

  private String page() throws IOException {
    String title = escape(report.title());
    html.append(HEAD.formatted(title, PageResources.style()));
    html.append("<header>\n<h1>").append(title).append("</h1>\n");
    banners();
    html.append("<p><code>").append(escape(report.command())).append("</code></p>\n");
    environment();
    html.append("</header>\n");
    contents();
    html.append("<main id=\"results\">\n");
    boolean drawn = false;
    for (int i = 0; i < report.sections().size(); i++) {
      drawn |= section(report.sections().get(i), i);
    }
    html.append("</main>\n");
    if (drawn) {
      html.append("<script>").append(PageResources.charts()).append("</script>\n");
      html.append("<script>\n").append(PageResources.script()).append("</script>\n");
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private void banners() {
    for (Section section : report.sections()) {
      if (section instanceof Banner banner) {
        String status = banner.status().toString().toLowerCase(Locale.ROOT);
        html.append("<div class=\"banner ").append(status).append("\">\n<h2>");
        html.append("<span aria-hidden=\"true\">").append(banner.status().sign());
        html.append("</span> ").append(escape(banner.title())).append("</h2>\n");
        banner.details().forEach(this::paragraph);
        html.append("</div>\n");
      }
    }
  }

  private void environment() {
    html.append("<dl>\n");
    report
        .environment()
        .facts()
        .forEach((name, value) -> html.append("<dt>")
            .append(escape(name))
            .append("</dt><dd>")
            .append(escape(value))
            .append("</dd>\n"));
    html.append("</dl>\n");
  }

  private void contents() {
    html.append("<nav aria-label=\"Contents\"><ul>\n");
    for (int i = 0; i < report.sections().size(); i++) {
      Section section = report.sections().get(i);
      if (!(section instanceof Banner)) {
        html.append("<li><a href=\"#section-").append(i).append("\">");
        html.append(escape(section.title())).append("</a></li>\n");
      }
    }
    html.append("</ul></nav>\n");
  }

  /** Whether it is a chart. */
  private boolean section(Section section, int number) throws IOException {
    if (section instanceof Banner) {
      return false;
    }
    html.append("<section>\n<h2 id=\"section-").append(number).append("\">");
    html.append(escape(section.title())).append("</h2>\n");
    if (section instanceof Chart chart) {
      chart(chart);
    } else if (section instanceof Table table) {
      table(table);
    }
    html.append("</section>\n");
    return section instanceof Chart;
  }

  private void chart(Chart chart) throws IOException {
    paragraph(chart.description());
    html.append(
        "<figure tabindex=\"0\" role=\"group\" aria-roledescription=\"chart\" aria-label=\"");
    html.append(escape(chart.title() + ". The left and right arrow keys read its values."));
    html.append("\">\n<script type=\"application/json\">");
    html.append(ReportJson.render(chart).replace("<", "\\u003c")).append("</script>\n");
    html.append("<div class=\"chart\" aria-hidden=\"true\"></div>\n");
    html.append("<output class=\"reading\" aria-live=\"polite\"></output>\n</figure>\n");
    html.append("<details><summary>Data of the chart</summary>\n");
    table(chart.data());
    html.append("</details>\n");
  }

  private void table(Table table) {
    html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table: ");
    html.append(escape(table.title())).append("\"><table>\n<thead><tr>");
    for (String column : table.columns()) {
      html.append("<th scope=\"col\">").append(escape(column)).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(this::row);
    html.append("</tbody>\n</table></div>\n");
    table.notes().forEach(this::paragraph);
  }

  private void row(List<String> cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append(Cells.isNumeric(cell) ? "<td class=\"number\">" : "<td>");
      html.append(escape(cell)).append("</td>");
    }
    html.append("</tr>\n");
  }

  private void paragraph(String text) {
    html.append("<p>").append(escape(text)).append("</p>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
