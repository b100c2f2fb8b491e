package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmhJsonTest {

  @TempDir
  private Path folder;

  @Test
  void shouldKeepParametersUnitsAndEveryScore() throws Exception {
    List<JmhResult> results = JmhJson.read(Samples.jmh());

    assertEquals(5, results.size());
    JmhResult create = results.get(2);
    assertEquals("CreateBenchmark.create", create.shortName());
    assertEquals(Map.of("strategy", "OFF_HEAP", "threads", "2"), create.params());
    assertEquals("ms/op", create.unit());
    assertEquals(List.of(200.0, 220.0, 210.0), create.scores());
    assertEquals(Map.of("heap", 786432.0), create.secondary());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''               | expected an array",
        "{\"a\": 1}       | expected an array of results, found object",
        "[]               | it holds no result",
        "not JSON         | no JSON",
        "[{\"a\": 1}]     | primaryMetric.score: expected a number, found nothing",
        "[{\"primaryMetric\": {\"score\": 1}}] | benchmark: expected text, found nothing",
      })
  void shouldSayWhatIsWrongWithAForeignFile(String content, String problem) throws Exception {
    Path file = Files.writeString(folder.resolve("foreign.json"), content);

    IOException e = assertThrows(ReportInputException.class, () -> JmhJson.read(file));

    assertTrue(String.valueOf(e.getMessage()).contains(problem), e::getMessage);
    assertTrue(String.valueOf(e.getMessage()).contains("foreign.json"), e::getMessage);
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    Path file = folder.resolve("missing.json");

    IOException e = assertThrows(ReportInputException.class, () -> JmhJson.read(file));

    assertTrue(String.valueOf(e.getMessage()).contains("there is no such file"), e::getMessage);
  }
}
