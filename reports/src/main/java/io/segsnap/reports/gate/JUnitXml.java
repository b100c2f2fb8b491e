package io.segsnap.reports.gate;

import java.util.Locale;

/** A gate in the XML that CI systems read test results from: a test case for each cell. */
public final class JUnitXml {

  private final StringBuilder out = new StringBuilder();

  private JUnitXml() {}

  /** The document. */
  public static String render(GateResult gate) {
    return new JUnitXml().document(gate);
  }

  private String document(GateResult gate) {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append(String.format(
        Locale.ROOT,
        "<testsuite name=\"gate\" tests=\"%d\" failures=\"%d\" skipped=\"%d\" errors=\"0\">%n",
        gate.cells().size(),
        count(gate, Verdict.REGRESSED),
        count(gate, Verdict.INCONCLUSIVE)));
    gate.cells().forEach(this::testCase);
    return out.append("</testsuite>\n").toString();
  }

  private static long count(GateResult gate, Verdict verdict) {
    return gate.cells().stream().filter(cell -> cell.verdict() == verdict).count();
  }

  private void testCase(CellResult cell) {
    String says = escape(GateText.says(cell));
    out.append("  <testcase classname=\"gate\" name=\"")
        .append(escape(cell.name()))
        .append("\">");
    switch (cell.verdict()) {
      case REGRESSED -> out.append("<failure message=\"").append(says).append("\"/>");
      case INCONCLUSIVE -> out.append("<skipped message=\"").append(says).append("\"/>");
      default -> out.append("<system-out>").append(says).append("</system-out>");
    }
    out.append("</testcase>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
