package io.segsnap.reports.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.reports.ReportInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class GateOutputsTest {

  @TempDir
  Path folder;

  @Test
  void aGateIsReadBackAsItWasWritten() throws Exception {
    Path file = folder.resolve("gate.json");
    GateFiles.write(file, Gates.regressed());

    assertEquals(Gates.regressed(), GateFiles.read(file));
  }

  @Test
  void aHistoryGrowsByALineAndIsReadBack() throws Exception {
    Path history = folder.resolve("history.jsonl");
    assertEquals(List.of(), GateFiles.history(history));

    GateFiles.append(history, Gates.attempt(Outcome.PASSED));
    GateFiles.append(history, Gates.attempt(Outcome.REGRESSED));

    assertEquals(2, Files.readAllLines(history).size());
    assertEquals(
        List.of(Gates.attempt(Outcome.PASSED), Gates.attempt(Outcome.REGRESSED)),
        GateFiles.history(history));
  }

  @Test
  void aDamagedLineIsNamed() throws Exception {
    Path history = folder.resolve("history.jsonl");
    GateFiles.append(history, Gates.attempt(Outcome.PASSED));
    Files.writeString(history, Files.readString(history) + "{\"date\":");

    var e = assertThrows(ReportInputException.class, () -> GateFiles.history(history));
    assertTrue(e.getMessage().contains("line 2"), e::getMessage);
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void junitSeesRegressedCellsAsFailuresAndInconclusiveOnesAsSkipped() throws Exception {
    String xml = JUnitXml.render(Gates.regressed());
    Document document = DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    Element suite = document.getDocumentElement();

    assertEquals("3", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    assertEquals("1", suite.getAttribute("skipped"));
    Element failure = (Element) document.getElementsByTagName("failure").item(0);
    assertEquals("create off-heap", ((Element) failure.getParentNode()).getAttribute("name"));
    Element skipped = (Element) document.getElementsByTagName("skipped").item(0);
    assertTrue(skipped.getAttribute("message").endsWith("load < 5 & more"));
  }

  @Test
  void theSummaryNamesVerdictsMetricsAndAllAttempts() {
    String text = GateMarkdown.render(Gates.regressed());

    assertTrue(text.startsWith("# Gate regressed: create off-heap\n"), text);
    assertTrue(
        text.contains("| create off-heap | regressed | 1.080 | 1.070 to 1.090 | 3 % | 8 |  |"),
        text);
    assertTrue(text.contains("| read | fsyncs, calls/op | 3 | 4 | grew |"), text);
    assertTrue(text.contains("- 2026-11-25T04:00:00Z: inconclusive"), text);
    assertTrue(text.contains("head/base 1.002 (0.990 to 1.010)"), text);
  }

  @Test
  void onlyTheSlowedCellCountsAsCaught() {
    assertTrue(Gates.trial(Trial.Kind.SLOWED, "verify", 5, Outcome.REGRESSED).caught());
    assertFalse(Gates.trial(Trial.Kind.SLOWED, "read", 5, Outcome.REGRESSED).caught());
    assertTrue(Gates.trial(Trial.Kind.SAME, "", 0, Outcome.REGRESSED).caught());
    assertFalse(Gates.trial(Trial.Kind.SAME, "", 0, Outcome.INCONCLUSIVE).caught());
  }
}
