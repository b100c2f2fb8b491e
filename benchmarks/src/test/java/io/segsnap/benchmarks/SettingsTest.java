package io.segsnap.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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

  @ParameterizedTest
  @CsvSource({"segsnap.bench,everything", "segsnap.size,big", "segsnap.size,0", "segsnap.size,-1m"})
  void shouldNameThePropertyThatIsWrong(String name, String value) {
    properties.setProperty(name, value);

    var e = assertThrows(IllegalArgumentException.class, () -> Settings.of(properties));

    assertTrue(String.valueOf(e.getMessage()).startsWith(name + "=" + value + ": "), e::getMessage);
  }
}
