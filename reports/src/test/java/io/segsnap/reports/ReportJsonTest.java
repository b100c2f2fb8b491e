package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportJsonTest {

  private static final Path FILE = Path.of("some.json");

  @Test
  void shouldReadBackEveryKindOfSection() throws Exception {
    Report report = Samples.everything();

    assertEquals(report, parse(ReportJson.render(report)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"format\": \"other\"}",
        "{\"format\": \"segsnap-report-1\"}",
        "{\"format\": \"segsnap-report-1\", \"title\": null, \"command\": \"\", \"environment\":"
            + " {\"facts\": {}}, \"sections\": []}",
        "{\"format\": \"segsnap-report-1\", \"title\": \"\", \"command\": \"\", \"environment\":"
            + " {\"facts\": {}}, \"sections\": [{\"kind\": \"pie\"}]}",
      })
  void shouldRefuseWhatIsNoReport(String json) {
    ReportInputException e = assertThrows(ReportInputException.class, () -> parse(json));

    assertTrue(String.valueOf(e.getMessage()).contains("some.json"), e::getMessage);
  }

  private static Report parse(String json) throws Exception {
    return ReportJson.parse(FILE, new ObjectMapper().readTree(json));
  }
}
