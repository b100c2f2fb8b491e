package io.segsnap.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  @TempDir
  private Path folder;

  private final Properties properties = new Properties();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "segsnap.bench;nothing;no such suite",
        "bench.include;NoSuchBenchmark;matches no benchmark",
        "bench.include;[;no regular expression",
        "bench.params;strategy=fastest;there is no such strategy",
        "bench.params;colour=red;no benchmark that runs has such a parameter",
        "segsnap.dir;/no/such/directory;no segments there",
      })
  void shouldRefuseWrongInputInOneLine(String name, String value, String reason) {
    properties.setProperty(name, value);

    assertEquals(ExitCode.WRONG_INPUT, run());
    assertOneLine(name + "=" + value.replaceAll("=.*", ""), reason);
  }

  @Test
  void shouldNotStartWhenTheDiskIsTooSmall() {
    properties.setProperty("segsnap.size", "99999999g");

    assertEquals(ExitCode.DISK_FULL, run());
    assertOneLine("work in", "are needed");
  }

  @Test
  void shouldTellAnyFailureInOneLine() throws Exception {
    Files.writeString(folder.resolve("work"), "a file where a folder is to be");

    assertEquals(ExitCode.FAILED, run());
    assertOneLine("FileAlreadyExists", folder.resolve("work").toString());
  }

  private ExitCode run() {
    properties.setProperty("segsnap.work", folder.resolve("work").toString());
    properties.setProperty("segsnap.reports", folder.resolve("reports").toString());
    return Main.run(
        properties,
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  private void assertOneLine(String... parts) {
    String text = errors.toString(StandardCharsets.UTF_8);
    assertEquals(1, text.lines().count(), text);
    for (String part : parts) {
      assertTrue(text.contains(part), text);
    }
  }
}
