package io.segsnap.reports.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.reports.JmhJson;
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

class ReportsCommandTest {

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

  @Test
  void shouldSayWhatIsWrongWithTheCommandLine() {
    assertFails(2, "Unknown option: '--nonsense'", "render", "x.json", "--nonsense");
  }
}
