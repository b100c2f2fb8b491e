package io.segsnap.reports;

import io.segsnap.reports.chart.Axis;
import io.segsnap.reports.chart.Band;
import io.segsnap.reports.chart.BarChart;
import io.segsnap.reports.chart.ForestPlot;
import io.segsnap.reports.chart.HeatMap;
import io.segsnap.reports.chart.Interval;
import io.segsnap.reports.chart.Marker;
import io.segsnap.reports.chart.Point;
import io.segsnap.reports.chart.Reference;
import io.segsnap.reports.chart.Series;
import io.segsnap.reports.chart.Series.Mark;
import io.segsnap.reports.chart.XyChart;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

final class Samples {

  private static final List<String> BACKGROUNDS = List.of(
      "nothing",
      "create off-heap",
      "create stream",
      "create transfer",
      "create mapped",
      "create link",
      "create clone",
      "restore off-heap",
      "verify",
      "lock held for the whole copy");

  private static final Map<String, Sample> PEERS = new TreeMap<>(Map.of(
      "segsnap create", new Sample(List.of(200.0, 210.0, 220.0)),
      "cp -r + sync", new Sample(List.of(400.0, 420.0, 440.0)),
      "tar | zstd", new Sample(List.of(900.0, 950.0, 1400.0)),
      "RocksDB BackupEngine", new Sample(List.of(700.0, 720.0, 800.0)),
      "restic backup", new Sample(List.of(2400.0, 2500.0, 2600.0))));

  private static final Map<String, String> FACTS = new TreeMap<>(Map.of(
      "date", "2026-11-25T04:00:00Z",
      "JDK", "OpenJDK 64-Bit Server VM 17.0.13+11-Debian-2deb12u1",
      "JVM flags", "-Xmx512m -XX:+UseSerialGC",
      "kernel", "Linux 6.1.0-27-amd64",
      "CPU", "2 × Intel(R) Xeon(R) Processor @ 2.60GHz",
      "file system", "ext4",
      "mount options", "rw,relatime",
      "seed", "42"));

  private Samples() {}

  static Path jmh() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(Samples.class.getResource("jmh.json")).toURI());
  }

  static Report report(Table table) {
    return new Report("A & B", "mvn <goal>", new Environment(Map.of("JDK", "17")), List.of(table));
  }

  /** Every kind of section. */
  static Report everything() {
    return new Report(
        "Everything",
        "mvn verify",
        new Environment(Map.of("JDK", "17", "kernel", "Linux 6.1")),
        List.of(
            new Banner(Banner.Status.FAILED, "regressed: create", List.of("1.10 times as slow")),
            new Table("Table", List.of("a", "b"), List.of(List.of("x", "1")), List.of("note")),
            heatMap(),
            bars(),
            forest(),
            threads(),
            percentiles(),
            history()));
  }

  /** What a run of strategies, pauses, peers and gates finds. */
  static Report results() throws Exception {
    List<Section> sections =
        new ArrayList<>(ResultFile.read(jmh()).report("jmh").sections().subList(0, 2));
    sections.addAll(StrategyCharts.of(JmhJson.read(jmh()), 512L << 20, List.of("clone")));
    List<Pause> pauses =
        IntStream.range(0, BACKGROUNDS.size()).mapToObj(Samples::pause).toList();
    sections.add(PauseTable.of("Pauses", pauses));
    sections.addAll(PauseCharts.of(pauses));
    sections.add(PeerCharts.of("first backup", PEERS));
    sections.addAll(HistoryCharts.of(IntStream.rangeClosed(1, 20)
        .mapToObj(day -> GateSamples.attempt(day, (day > 10 ? 1.2 : 1) + 0.002 * (day % 4)))
        .toList()));
    return new Report("Results", "mvn -pl benchmarks", new Environment(FACTS), sections);
  }

  private static Pause pause(int number) {
    Histogram latencies = new Histogram(3);
    for (int i = 1; i <= 20_000; i++) {
      latencies.recordValue(20_000 + (long) (number + 1) * 400_000 * i / (20_001 - i) / 10);
    }
    return new Pause(
        BACKGROUNDS.get(number), 3, latencies, 2000, List.of(number == 9 ? 900.0 : 2000.0));
  }

  /** More series than there are colours, and every shade of a heat map. */
  static Report many() {
    return new Report(
        "Many",
        "mvn verify",
        new Environment(Map.of("JDK", "17")),
        List.of(shades(), series(Mark.DOTS), series(Mark.LINE), series(Mark.LINE_AND_DOTS)));
  }

  private static HeatMap shades() {
    return new HeatMap(
        "Shades",
        "Each shade is a tenth of the way from the least to the most.",
        "× cp",
        List.of("off-heap"),
        IntStream.rangeClosed(0, 10).mapToObj(String::valueOf).toList(),
        List.of(IntStream.rangeClosed(0, 10)
            .mapToObj(i -> new HeatMap.Cell(Math.pow(2, i), "×" + i))
            .toList()));
  }

  private static XyChart series(Mark mark) {
    return XyChart.of(
        "Series of " + mark,
        "Fourteen of them.",
        Axis.linear("run"),
        Axis.linear("ms"),
        IntStream.range(0, 14)
            .mapToObj(i ->
                new Series("series " + i, mark, List.of(Point.of(1, 10 + i), Point.of(2, 11 + i))))
            .toList());
  }

  static HeatMap heatMap() {
    return new HeatMap(
        "Strategies",
        "How many times as fast as cp.",
        "× cp",
        List.of("off-heap", "clone"),
        List.of("1 thread", "2 threads"),
        List.of(
            List.of(new HeatMap.Cell(0.9, "0.90"), new HeatMap.Cell(1.8, "1.80")),
            List.of(HeatMap.Cell.none("unsupported"), HeatMap.Cell.none("unsupported"))));
  }

  static BarChart bars() {
    return new BarChart(
        "Peers",
        "Time to copy; less is better.",
        Axis.linear("ms"),
        List.of(
            new Interval("segsnap", 90, 100, 130, ""), new Interval("rsync", 300, 310, 330, "")),
        List.of(new Reference("cp", 120)));
  }

  static ForestPlot forest() {
    return new ForestPlot(
        "Gate",
        "Head against base; right of the band is slower.",
        Axis.linear("time, head / base"),
        List.of(
            new Interval("create", 1.05, 1.1, 1.15, "regressed"),
            new Interval("restore", 0.99, 1, 1.01, "equivalent")),
        new Band("equivalent", 0.97, 1.03));
  }

  static XyChart threads() {
    return XyChart.of(
            "Threads",
            "More threads copy faster.",
            Axis.log2("threads"),
            Axis.linear("GB/s"),
            List.of(
                new Series(
                    "off-heap",
                    Mark.LINE_AND_DOTS,
                    List.of(new Point(1, 0.9, 1, 1.1, ""), new Point(2, 1.7, 1.8, 1.9, ""))),
                new Series(
                    "stream", Mark.LINE_AND_DOTS, List.of(Point.of(1, 0.7), Point.of(2, 1.1)))))
        .withReferences(List.of(new Reference("cp", 0.95)));
  }

  static XyChart percentiles() {
    return XyChart.of(
        "Pauses",
        "Latency that a part of the appends stays within.",
        Axis.percentile("percentile"),
        Axis.log10("µs"),
        List.of(new Series(
            "create",
            Mark.LINE,
            List.of(Point.of(0, 10), Point.of(99, 30), Point.of(99.99, 4000)))));
  }

  static XyChart history() {
    return XyChart.of(
            "History",
            "Time of each run, in order.",
            Axis.linear("run"),
            Axis.linear("ms"),
            List.of(new Series(
                "create",
                Mark.DOTS,
                List.of(
                    new Point(1, 9, 10, 11, "2026-11-01 0a1b2c"),
                    new Point(2, 9, 10, 12, "2026-11-02 3d4e5f"),
                    new Point(3, 14, 15, 16, "2026-11-03 6a7b8c")))))
        .withBands(List.of(new Band("usual", 9, 11)))
        .withMarkers(List.of(new Marker("slower by 50 %", 3)));
  }
}
