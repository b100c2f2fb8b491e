package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StrategyTableTest {

  private static final long BYTES = 420_000_000;

  @Test
  void shouldCompareEachStrategyWithCp() throws Exception {
    Table table = StrategyTable.of("strategies", JmhJson.read(Samples.jmh()), BYTES, List.of());

    assertEquals(
        List.of("create", "off-heap", "2", "3", "210", "205–215", "2.00 GB/s", "2.00", "768 KiB"),
        table.rows().get(2).subList(0, 9));
  }

  @Test
  void shouldGiveLinksNoThroughput() throws Exception {
    Table table = StrategyTable.of("strategies", JmhJson.read(Samples.jmh()), BYTES, List.of());

    assertEquals("100 ops/s", table.rows().get(1).get(6), "cp -rl");
    assertEquals("50.0 ops/s", table.rows().get(3).get(6), "link");
    assertEquals("0.500", table.rows().get(3).get(7), "link against cp -rl");
  }

  @Test
  void shouldCompareVerifyingWithNothing() throws Exception {
    Table table = StrategyTable.of("strategies", JmhJson.read(Samples.jmh()), BYTES, List.of());

    assertEquals(List.of("verify", "-", "1"), table.rows().get(4).subList(0, 3));
    assertEquals("-", table.rows().get(4).get(7));
  }

  @Test
  void shouldShowWhatIsUnsupported() throws Exception {
    Table table =
        StrategyTable.of("strategies", JmhJson.read(Samples.jmh()), BYTES, List.of("clone"));
    List<String> last = table.rows().get(table.rows().size() - 1);
    assertEquals("clone", last.get(1));
    assertEquals("unsupported", last.get(6));
  }
}
