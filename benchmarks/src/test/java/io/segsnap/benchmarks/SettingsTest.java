package io.segsnap.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private final Properties properties = new Properties();

  @Test
  void shouldTakeBlankPropertiesAsAbsent() {
    properties.setProperty("segsnap.bench", "");
    properties.setProperty("segsnap.dir", " ");

    Settings settings = Settings.of(properties);

    assertEquals(Settings.Suite.STRATEGIES, settings.suite());
    assertEquals(Path.of("benchmarks/target"), settings.workParent());
  }

  @Test
  void shouldWorkBesideTheUsersDirectory() {
    properties.setProperty("segsnap.dir", "/data/orders-0");

    assertEquals(Path.of("/data"), Settings.of(properties).workParent());
  }

  @Test
  void shouldReadSizes() {
    properties.setProperty("segsnap.size", "3g");

    assertEquals(Optional.of(3L << 30), Settings.of(properties).sizeBytes());
  }

  @Test
  void shouldReadValuesOfParameters() {
    properties.setProperty("bench.params", "threads=1,2;strategy=off-heap");

    assertEquals(
        Map.of("threads", List.of("1", "2"), "strategy", List.of("off-heap")),
        Settings.of(properties).params());
  }

  @Test
  void shouldSayWhatRunsTheSameAgain() {
    properties.setProperty("segsnap.bench", "scaling");
    properties.setProperty("bench.params", "threads=1,2");
    properties.setProperty("segsnap.size", "1536m");

    assertEquals(
        "mvn -pl benchmarks -Dsegsnap.bench=scaling '-Dbench.params=threads=1,2' -Dsegsnap.size=1536m",
        Settings.of(properties).command());
  }

  @ParameterizedTest
  @CsvSource({
    "bench.params,threads",
    "bench.params,=1",
    "segsnap.bench,everything",
    "segsnap.size,big",
    "segsnap.size,0",
    "segsnap.size,-1m"
  })
  void shouldNameThePropertyThatIsWrong(String name, String value) {
    properties.setProperty(name, value);

    var e = assertThrows(IllegalArgumentException.class, () -> Settings.of(properties));

    assertTrue(String.valueOf(e.getMessage()).startsWith(name + "=" + value + ": "), e::getMessage);
  }
}
