package io.segsnap.reports.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.reports.Bar;
import io.segsnap.reports.Comparison;
import io.segsnap.reports.ComparisonTable;
import io.segsnap.reports.Environment;
import io.segsnap.reports.JmhJson;
import io.segsnap.reports.Report;
import io.segsnap.reports.ReportFiles;
import io.segsnap.reports.Table;
import io.segsnap.reports.gate.Attempt;
import io.segsnap.reports.gate.GateFiles;
import io.segsnap.reports.gate.Outcome;
import io.segsnap.reports.gate.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsCommandTest {

  /** Fields of each result, as JMH writes them. */
  private static final String JVM = "\"vmName\": \"OpenJDK Server VM\", \"vmVersion\": \"%s\","
      + " \"jvmArgs\": [\"-Xmx1g\", \"--add-opens=a/b=ALL\"], ";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir
  private Path folder;

  private int run(Object... args) {
    String[] texts = List.of(args).stream().map(String::valueOf).toArray(String[]::new);
    return ReportsCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
  }

  private void assertFails(int exitCode, String message, Object... args) {
    assertEquals(exitCode, run(args), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains(message), err::toString);
    assertEquals("", out.toString());
  }

  private static Path jmh() throws Exception {
    return Path.of(Objects.requireNonNull(JmhJson.class.getResource("jmh.json")).toURI());
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void shouldRenderJmhResultsAndItsOwnReport() throws Exception {
    assertEquals(0, run("render", jmh(), "--out", folder.resolve("a")), err::toString);
    assertEquals(
        0,
        run("render", folder.resolve("a/jmh-report.json"), "--out", folder.resolve("b")),
        err::toString);

    assertTrue(Files.readString(folder.resolve("a/jmh.html")).contains("Strategies beside cp"));
    for (String name : List.of("jmh.html", "jmh.md", "jmh-report.json")) {
      assertEquals(-1, Files.mismatch(folder.resolve("a/" + name), folder.resolve("b/" + name)));
    }
  }

  @Test
  void shouldCompareCellByCell() throws Exception {
    String before = Files.readString(jmh());
    Path later =
        write("later.json", before.replace("\"LINK\"", "\"CLONE\"").replace("210.0", "420.0"));

    assertEquals(0, run("compare", jmh(), later), err::toString);

    assertTrue(out.toString().contains("only in A: CreateBenchmark.create strategy=LINK"));
    assertTrue(out.toString().contains("only in B: CreateBenchmark.create strategy=CLONE"));
    assertTrue(out.toString().contains("VerifyBenchmark.verify threads=1"), out::toString);
  }

  @Test
  void shouldDrawAHistoryWithItsChange() throws Exception {
    Path history = folder.resolve("history.jsonl");
    for (int day = 1; day <= 20; day++) {
      GateFiles.append(history, attempt(day, (day > 10 ? 1.2 : 1) + 0.001 * (day % 3)));
    }

    assertEquals(0, run("history", history, "--out", folder), err::toString);

    assertTrue(Files.readString(folder.resolve("history.md"))
        .contains("change: 2026-11-11 head11: at 10.5"));
  }

  private static Attempt attempt(int day, double ratio) {
    return new Attempt(
        "2026-11-%02d".formatted(day),
        "base",
        "head" + day,
        "cheap",
        "machine",
        Outcome.PASSED,
        List.of(new Attempt.Cell("create", Verdict.EQUIVALENT, ratio, ratio, ratio)));
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    assertFails(3, "missing.json: there is no such file", "render", folder.resolve("missing.json"));
  }

  @Test
  void shouldSayThatAFileIsNoJson() throws Exception {
    assertFails(3, "no JSON", "render", write("x.json", "hello"));
  }

  @Test
  void shouldSayThatAFileIsForeign() throws Exception {
    assertFails(3, "a kind of JSON that is not known", "render", write("x.json", "{\"a\": 1}"));
    err.getBuffer().setLength(0);
    assertFails(
        3,
        "benchmark: expected text",
        "render",
        write("y.json", "[{\"primaryMetric\": {\"score\": 1}}]"));
  }

  @Test
  void shouldSayThatAHistoryIsEmptyOrDamaged() throws Exception {
    assertFails(4, "the history is empty", "history", write("h.jsonl", "\n"));
    err.getBuffer().setLength(0);
    assertFails(3, "line 1 is no gate's", "history", write("d.jsonl", "{\"a\": 1}\n"));
  }

  @Test
  void shouldSayThatNothingCanBeCompared() throws Exception {
    Path other = write("other.json", Files.readString(jmh()).replace("Benchmark.", "Other."));
    assertFails(4, "no cell in common", "compare", jmh(), other);
  }

  /** What Jackson would fill with null. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "render  | {\"settings\": {}, \"cells\": []}  | no gate's JSON: Missing creator property 'base'",
        "compare | {\"settings\": {}, \"cells\": []}  | no gate's JSON: Missing creator property 'base'",
        "history | {}                              | line 1 is no gate's: Missing creator property 'date'",
      })
  void shouldSayWhatAGatesFileLacks(String command, String json, String problem) throws Exception {
    Path file = write("x.json", json);
    if (command.equals("compare")) {
      assertFails(3, problem, command, file, file);
    } else {
      assertFails(3, problem, command, file, "--out", folder);
    }
  }

  @Test
  void shouldSayWhatIsNullInAHistory() throws Exception {
    Path history = folder.resolve("history.jsonl");
    GateFiles.append(history, attempt(1, 1));
    String line = Files.readString(history);

    Path noBase = write("a.jsonl", line.replace("\"base\":\"base\"", "\"base\":null"));
    assertFails(
        3, "line 1 is no gate's: Null value for creator property 'base'", "history", noBase);
    err.getBuffer().setLength(0);
    Path noCell = write("b.jsonl", line.replaceFirst("\"cells\":\\[.*]", "\"cells\":[null]"));
    assertFails(3, "line 1 is no gate's", "history", noCell);
  }

  @Test
  void shouldSayThatAHistoryIsNoText() throws Exception {
    Path file = Files.write(folder.resolve("x.jsonl"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertFails(3, "it is no text in UTF-8", "history", file);
  }

  @Test
  void shouldSayThatABenchmarkHasNoMethod() throws Exception {
    Path file =
        write("x.json", Files.readString(jmh()).replaceAll("io[.\\w]+Benchmark[.]cp", "cp"));
    assertFails(3, "result 0: benchmark: expected package.Class.method, found cp", "render", file);
  }

  @Test
  void shouldRenderForeignThreadsAsTextOnly() throws Exception {
    Path file = write(
        "x.json", Files.readString(jmh()).replace("\"threads\": \"2\"", "\"threads\": \"max\""));

    assertEquals(0, run("render", file, "--out", folder), err::toString);

    assertTrue(Files.readString(folder.resolve("x.md")).contains("threads=max"));
  }

  @Test
  void shouldShowWhatJmhTellsOfItsJvmAndWarnWhereItDiffers() throws Exception {
    String plain = Files.readString(jmh());
    Path before = write("a.json", plain.replace("\"mode\"", JVM.formatted("17.0.9") + "\"mode\""));
    Path after = write("b.json", plain.replace("\"mode\"", JVM.formatted("25") + "\"mode\""));

    assertEquals(0, run("render", before, "--out", folder), err::toString);
    String markdown = Files.readString(folder.resolve("a.md"));
    assertTrue(
        markdown.contains("- JDK: OpenJDK Server VM 17.0.9\n- JVM flags: -Xmx1g\n- JMH: 1.37\n"),
        markdown);
    assertTrue(markdown.contains("> **i 5 results of JMH, no verdict**"), markdown);

    assertEquals(0, run("compare", before, after), err::toString);
    assertTrue(
        out.toString()
            .contains("warning: JDK differs: A OpenJDK Server VM 17.0.9, B OpenJDK Server VM 25"),
        out::toString);
    assertEquals(0, run("compare", jmh(), after), err::toString);
    assertTrue(
        out.toString().contains("warning: JVM flags differs: A unknown, B -Xmx1g"), out::toString);
  }

  @Test
  void shouldCompareReportsThatHaveOnlyComparisonsWithPeers() throws Exception {
    Path before = duel("a", 2);
    Path after = duel("b", 4);

    assertEquals(0, run("compare", before, after), err::toString);

    assertTrue(
        out.toString().replaceAll(" +", " ").contains("duels: open, ratio 0.500 1.00 2.00 "),
        out::toString);
    assertTrue(
        out.toString().replaceAll(" +", " ").contains("duels: open, ours ms 2.00 4.00 2.00 "),
        out::toString);
  }

  private Path duel(String name, double oursMs) throws Exception {
    Comparison open = new Comparison(
        "open", Bar.timeAtMost(1), List.of(oursMs, oursMs), List.of(4.0, 4.0), "how");
    Table table = ComparisonTable.of("duels", List.of(open));
    new ReportFiles(folder)
        .write(name, new Report("t", "c", Environment.unknown(), List.of(table)));
    return folder.resolve(name + "-report.json");
  }

  @Test
  void shouldSayWhatIsWrongWithTheCommandLine() {
    assertFails(2, "Unknown option: '--nonsense'", "render", "x.json", "--nonsense");
  }
}
