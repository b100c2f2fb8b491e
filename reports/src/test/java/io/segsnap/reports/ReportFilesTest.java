package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {

  private static final Table TABLE =
      new Table("Table", List.of("name", "ms"), List.of(List.of("a|b", "1.5")), List.of("x < y"));

  @TempDir
  private Path folder;

  @Test
  void shouldWriteMarkdown() throws Exception {
    new ReportFiles(folder.resolve("new")).write("run", Samples.report(TABLE));

    String markdown = Files.readString(folder.resolve("new/run.md"));
    assertTrue(markdown.startsWith("# A & B\n\n`mvn <goal>`\n\n- JDK: 17\n"), markdown);
    assertTrue(markdown.contains("| name | ms |\n|---|---|\n| a\\|b | 1.5 |\n\nx < y\n"), markdown);
  }

  @Test
  void shouldWriteHtmlThatNeedsNothingElse() throws Exception {
    Path file = new ReportFiles(folder).write("run", Samples.report(TABLE));

    String html = Files.readString(file);
    assertTrue(html.contains("<h1>A &amp; B</h1>"), html);
    assertTrue(html.contains("<code>mvn &lt;goal&gt;</code>"), html);
    assertTrue(html.contains("<tr><td>a|b</td><td class=\"number\">1.5</td></tr>"), html);
    assertTrue(html.endsWith("</body>\n</html>\n"), html);
    assertFalse(html.contains("src=") || html.contains("http"), html);
    assertFalse(html.replaceAll("href=\"(#|data:,)", "").contains("href="), html);
  }

  @Test
  void shouldWriteJson() throws Exception {
    new ReportFiles(folder).write("run", Samples.report(TABLE));

    var json = new ObjectMapper().readTree(folder.resolve("run-report.json").toFile());
    assertEquals("17", json.at("/environment/facts/JDK").asText());
    assertEquals("1.5", json.at("/sections/0/rows/0/1").asText());
  }

  @Test
  void shouldAlignATableForTheTerminal() {
    assertEquals("Table\nname  ms\na|b   1.5\nx < y\n", TextTable.render(TABLE));
  }

  @Test
  void shouldTellWhereItWasMeasured() throws Exception {
    var facts = Environment.detect(folder, 42, Clock.systemUTC()).facts();

    assertEquals("42", facts.get("seed"));
    assertTrue(facts
        .keySet()
        .containsAll(List.of(
            "date",
            "JDK",
            "JVM flags",
            "kernel",
            "CPU",
            "file system",
            "mount options",
            "commit")));
  }
}
