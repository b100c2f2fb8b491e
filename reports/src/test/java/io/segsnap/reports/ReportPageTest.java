package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.segsnap.reports.browser.Chromium;
import io.segsnap.reports.browser.Page;
import io.segsnap.reports.chart.Chart;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader sees of a report, in a browser. */
@Tag("any-jdk")
class ReportPageTest {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int WIDE_PX = 1100;
  private static final int HEIGHT_PX = 800;
  private static final int TAB = 9;
  private static final int RIGHT = 39;

  /** Seven links to sections, a table. */
  private static final List<String> TO_FIRST_CHART =
      List.of("A", "A", "A", "A", "A", "A", "A", "DIV", "FIGURE");

  /** Fewer may be the edge of something else. */
  private static final int LEAST_PIXELS = 8;

  /** WCAG 2.2's contrast of two colours. */
  private static final String RATIO = """
      var luminance = colour => echarts.color.parse(colour).slice(0, 3).map(v => v / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      var ratio = (a, b) => {
        const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
        return (high + 0.05) / (low + 0.05);
      };
      """;

  /** Pairs of texts in one chart; touching by a pixel or two is no harm. */
  private static final String OVERLAPS = """
      [...document.querySelectorAll('figure svg')].flatMap(svg => {
        const texts = [...svg.querySelectorAll('text')].map(text => ({
          text: text.textContent, box: text.getBoundingClientRect(),
        }));
        const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
          && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
        return texts.flatMap((a, i) => texts.slice(i + 1).filter(b => over(a.box, b.box))
          .map(b => `${a.text} / ${b.text}`));
      })""";

  private static final String DRAWN =
      "[...document.querySelectorAll('figure')].every(figure => figure.querySelector('svg path'))";

  private static final String ADVICE =
      "install it or name it in CHROMIUM to check the pages of reports";

  @TempDir
  private static Path folder;

  private static Chromium chromium;
  private static Page page;
  private static final Map<String, Path> FILES = new HashMap<>();

  @BeforeAll
  static void open() throws Exception {
    Optional<Path> executable = Chromium.find();
    assumeTrue(
        executable.isPresent(), "skipped: no Chromium that tells its version on PATH; " + ADVICE);
    for (Map.Entry<String, Report> report : reports().entrySet()) {
      FILES.put(report.getKey(), new ReportFiles(folder).write(report.getKey(), report.getValue()));
    }
    try {
      chromium = Chromium.start(executable.get());
      page = chromium.open();
    } catch (IOException | TimeoutException e) { // a sandbox, little memory: not the pages' fault
      abort("skipped: " + e.getMessage() + "; " + ADVICE);
    }
  }

  @AfterAll
  static void close() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static Map<String, Report> reports() throws Exception {
    return Map.of(
        "results", Samples.results(),
        "everything", Samples.everything(),
        "many", Samples.many(),
        "gate", GateReport.of(GateSamples.standard(), "mvn gate"));
  }

  private static void show(int widthPx, boolean dark) throws Exception {
    show("everything", widthPx, dark);
  }

  private static void show(String report, int widthPx, boolean dark) throws Exception {
    page.show(widthPx, HEIGHT_PX, dark);
    page.load(Objects.requireNonNull(FILES.get(report)));
    page.waitFor(DRAWN);
  }

  @Test
  void shouldAskForNothingAndComplainOfNothing() throws Exception {
    show(WIDE_PX, false);

    assertEquals(
        List.of(), page.requests().stream().filter(url -> !isLocal(url)).toList());
    assertEquals(List.of(), page.messages());
  }

  private static boolean isLocal(String url) {
    return FILES.values().stream().anyMatch(file -> url.equals(file.toUri().toString()))
        || url.startsWith("data:");
  }

  @Test
  void shouldDrawEveryValueUnderItsHeading() throws Exception {
    show(WIDE_PX, false);

    List<Chart> charts = Samples.everything().sections().stream()
        .filter(Chart.class::isInstance)
        .map(Chart.class::cast)
        .toList();
    JsonNode drawn = page.evaluate("""
        [...document.querySelectorAll('figure')].map(figure => ({
          title: figure.closest('section').querySelector('h2').textContent,
          text: [...figure.querySelectorAll('svg text')].map(text => text.textContent),
          series: echarts.getInstanceByDom(figure.querySelector('.chart')).getOption().series
            .filter(series => series.type !== 'custom').flatMap(series => series.data).length,
          shapes: figure.querySelectorAll('svg path').length,
        }))""");
    assertEquals(charts.size(), drawn.size());
    for (int i = 0; i < charts.size(); i++) {
      JsonNode one = drawn.get(i);
      Chart chart = charts.get(i);
      assertEquals(chart.title(), one.path("title").asText());
      assertTrue(one.path("series").asInt() >= chart.values().size(), one::toString);
      assertTrue(one.path("shapes").asInt() >= chart.values().size(), one::toString);
    }
    assertDrawn(drawn.get(0), "off-heap", "2 threads", "1.80", "unsupported");
    assertDrawn(drawn.get(1), "segsnap", "rsync", "ms", "cp 120");
    assertDrawn(drawn.get(2), "create", "regressed", "equivalent", "time, head / base");
    assertDrawn(drawn.get(3), "off-heap", "stream", "threads", "GB/s", "cp 0.95");
    assertDrawn(drawn.get(4), "create", "90 %", "99.9 %", "1,000", "µs");
    assertDrawn(drawn.get(5), "usual", "slower by 50 %", "run");
  }

  private static void assertDrawn(JsonNode chart, String... expected) {
    List<String> texts = new ArrayList<>();
    chart.path("text").forEach(text -> texts.add(text.asText()));
    for (String text : expected) {
      assertTrue(texts.contains(text), () -> text + " is not in " + texts);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "everything, light, 1100, false",
    "everything, dark, 1100, true",
    "everything, phone-light, 360, false",
    "everything, phone-dark, 360, true",
    "results, light, 1100, false",
    "results, dark, 1100, true",
    "results, phone-light, 360, false",
    "gate, light, 1100, false",
    "gate, phone-dark, 360, true",
    "many, dark, 1100, true",
    "many, phone-light, 360, false"
  })
  void shouldFitTheViewAndPaintEverySeries(String report, String view, int widthPx, boolean dark)
      throws Exception {
    show(report, widthPx, dark);

    JsonNode width = page.evaluate("document.documentElement.scrollWidth");
    assertTrue(width.asInt() <= widthPx, () -> "the page is " + width + " px wide");
    String name = report + "-" + view + ".png";
    BufferedImage image = page.screenshot(SCREENSHOTS.resolve(name));
    assertEquals(dark, isDark(image.getRGB(2, 2)), "the paper");
    assertEquals("[]", page.evaluate(OVERLAPS).toString(), "texts that lie on each other");
    assertPainted(name);
  }

  /** Without texts, whose edges have many colours, and without legend and whiskers, which have the series'. */
  private static void assertPainted(String name) throws Exception {
    page.evaluate("""
        document.head.append(Object.assign(document.createElement('style'),
          {textContent: 'svg text { visibility: hidden; }'}));
        document.querySelectorAll('.chart').forEach(chart => {
          const instance = echarts.getInstanceByDom(chart);
          const series = instance.getOption().series.map(one => one.type === 'custom' ? {data: []} : {});
          instance.setOption({legend: {show: false}, series});
        });""");
    BufferedImage image = page.screenshot(folder.resolve(name));
    JsonNode charts = page.evaluate("""
        [...document.querySelectorAll('.chart')].map(chart => {
          const {x, y, width, height} = chart.getBoundingClientRect();
          const colours = echarts.getInstanceByDom(chart).getModel().getSeries()
            .filter(series => series.subType !== 'custom').map(series => series.getData())
            .flatMap(data => data.mapArray(i => data.getItemVisual(i, 'style')[data.getVisual('drawType')]))
            .map(colour => echarts.color.parse(colour)).filter(([r, g, b, alpha]) => alpha > 0)
            .map(([r, g, b]) => r << 16 | g << 8 | b);
          return {
            area: [x + scrollX, y + scrollY, width, height].map(Math.round),
            colours: [...new Set(colours)],
          };
        })""");
    for (JsonNode chart : charts) {
      JsonNode area = chart.path("area");
      BufferedImage part = image.getSubimage(
          area.get(0).asInt(),
          area.get(1).asInt(),
          area.get(2).asInt(),
          area.get(3).asInt());
      assertFalse(chart.path("colours").isEmpty(), name + ": no series at " + area);
      for (JsonNode colour : chart.path("colours")) {
        assertTrue(
            pixels(part, colour.asInt()) >= LEAST_PIXELS,
            () -> "%s: no #%06x at %s".formatted(name, colour.asInt(), area));
      }
    }
  }

  private static int pixels(BufferedImage image, int rgb) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += isNear(image.getRGB(x, y), rgb) ? 1 : 0;
      }
    }
    return count;
  }

  /** As near as shades of a heat map are rounded. */
  private static boolean isNear(int a, int b) {
    return IntStream.of(0, 8, 16)
        .allMatch(shift -> Math.abs(((a >> shift) & 0xff) - ((b >> shift) & 0xff)) <= 2);
  }

  private static boolean isDark(int rgb) {
    return (rgb & 0xff) < 0x40;
  }

  /** WCAG 2.2: 4.5 to 1 for text, 3 to 1 for what is drawn. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void shouldHaveContrast(boolean dark) throws Exception {
    show(WIDE_PX, dark);

    JsonNode ratios = page.evaluate(RATIO + """
        (() => {
          const style = getComputedStyle(document.documentElement);
          const colours = name => style.getPropertyValue(name).trim().split(/\\s+/);
          const [paper] = colours('--paper');
          const least = (...names) => Math.min(...names.flatMap(colours).map(c => ratio(c, paper)));
          return {
            text: least('--ink', '--muted', '--link', '--passed', '--failed', '--undecided', '--note'),
            series: least('--series'),
          };
        })()""");
    assertTrue(ratios.path("text").asDouble() >= 4.5, ratios::toString);
    assertTrue(ratios.path("series").asDouble() >= 3, ratios::toString);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void shouldHaveContrastInEveryShadeOfAHeatMap(boolean dark) throws Exception {
    show("many", WIDE_PX, dark);

    JsonNode ratios = page.evaluate(RATIO + """
        (() => {
          const svg = document.querySelector('figure svg');
          const opaque = path => echarts.color.parse(getComputedStyle(path).fill)?.[3] === 1;
          const cells = [...svg.querySelectorAll('path')].filter(opaque);
          return [...svg.querySelectorAll('text')].filter(text => text.textContent.startsWith('×'))
            .map(text => {
              const {x, y, width, height} = text.getBoundingClientRect();
              const below = cells.filter(cell => {
                const box = cell.getBoundingClientRect();
                return box.left <= x && box.right >= x + width && box.top <= y && box.bottom >= y + height;
              }).pop();
              return ratio(getComputedStyle(text).fill, getComputedStyle(below).fill);
            });
        })()""");
    assertEquals(11, ratios.size());
    for (JsonNode ratio : ratios) {
      assertTrue(ratio.asDouble() >= 4.5, ratios::toString);
    }
  }

  @Test
  void shouldDrawNoTwoOfFourteenSeriesTheSame() throws Exception {
    show("many", WIDE_PX, false);

    JsonNode looks = page.evaluate("""
        [...document.querySelectorAll('.chart')].slice(1).map(chart => {
          const series = echarts.getInstanceByDom(chart).getOption().series.filter(one => one.type !== 'custom');
          const count = look => new Set(series.map(look)).size;
          return [
            count(one => `${one.color} ${one.symbol}`),
            count(one => `${one.color} ${JSON.stringify(one.lineStyle?.type)}`),
          ];
        })""");
    assertEquals(14, looks.get(0).get(0).asInt(), "dots");
    assertEquals(14, looks.get(1).get(1).asInt(), "lines");
    assertEquals("[14,14]", looks.get(2).toString(), "lines with dots");
  }

  @Test
  void shouldRedrawWhenTheLightsGoOut() throws Exception {
    show(WIDE_PX, false);
    String ink = "getComputedStyle(document.querySelector('svg text')).fill";
    String before = page.evaluate(ink).asText();

    page.show(WIDE_PX, HEIGHT_PX, true);

    page.waitFor(ink + " !== '" + before + "'");
  }

  @Test
  void shouldBeReadWithTheKeyboard() throws Exception {
    show(WIDE_PX, false);

    page.press("Tab", TAB);
    assertEquals("Skip to the results", focused("textContent"));
    List<String> reached = new ArrayList<>();
    for (page.press("Tab", TAB);
        !focused("className").equals("skip") && reached.size() < 100;
        page.press("Tab", TAB)) {
      reached.add(focused("tagName"));
      if (reached.equals(TO_FIRST_CHART)) {
        page.press("ArrowRight", RIGHT);
        page.press("ArrowRight", RIGHT);
        assertEquals("off-heap, 2 threads: 1.80", focused("querySelector('output').textContent"));
      }
    }
    assertEquals(6, Collections.frequency(reached, "FIGURE"), reached::toString);
    assertEquals(6, Collections.frequency(reached, "SUMMARY"), reached::toString);
  }

  private static String focused(String property) throws Exception {
    return page.evaluate("document.activeElement." + property).asText();
  }

  @Test
  void shouldHoldAllValuesWithoutJavaScript() throws Exception {
    show(WIDE_PX, false);

    JsonNode tables = page.evaluate("""
        [...document.querySelectorAll('figure')].map(figure =>
          figure.nextElementSibling.querySelectorAll('details tbody tr').length)""");
    assertEquals("[2,2,2,4,3,3]", tables.toString());
  }
}
