package io.segsnap.benchmarks.peers;

import io.segsnap.benchmarks.Figures;
import io.segsnap.reports.PeerCharts;
import io.segsnap.reports.Sample;
import io.segsnap.reports.Section;
import io.segsnap.reports.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Times of all peers, step by step, as a table and charts. */
final class PeerTimes {

  private static final String REFERENCE = "cp";
  private static final double BYTES_PER_GB = 1e9;

  private final long bytes;
  private final Map<Step, Map<String, List<Double>>> ms = new EnumMap<>(Step.class);

  /**
   * @param bytes size of the log
   */
  PeerTimes(long bytes) {
    this.bytes = bytes;
  }

  void add(Step step, String peer, double time) {
    ms.computeIfAbsent(step, none -> new LinkedHashMap<>())
        .computeIfAbsent(peer, none -> new ArrayList<>())
        .add(time);
  }

  boolean isEmpty() {
    return ms.isEmpty();
  }

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(table());
    ms.forEach((step, peers) -> {
      Map<String, Sample> samples = new LinkedHashMap<>();
      peers.forEach((peer, times) -> samples.put(peer, new Sample(times)));
      sections.add(PeerCharts.of(step.toString(), samples));
    });
    return sections;
  }

  private Table table() {
    List<List<String>> rows = new ArrayList<>();
    ms.forEach((step, peers) ->
        peers.forEach((peer, times) -> rows.add(row(step, peer, new Sample(times)))));
    return new Table(
        "Peers, on " + (bytes >> 20) + " MiB",
        List.of("step", "peer", "runs", "ms", "quartiles", "GB/s of the log", "× cp"),
        rows,
        List.of(
            "Peers took turns on the same files, whose pages were in memory; each step was on disk when the time was"
                + " taken. What was restored was compared byte for byte.",
            "GB/s of the log: its size by the time, whether or not bytes moved; segsnap link and RocksDB Checkpoint"
                + " make links. segsnap and cp make a whole copy again; rsync, restic, borg and BackupEngine do not.",
            "naive: lock, stream every file, fsync; scan all batches after a restore."));
  }

  private List<String> row(Step step, String peer, Sample sample) {
    Optional<Double> reference = Optional.ofNullable(
            ms.getOrDefault(step, Map.of()).get(REFERENCE))
        .map(times -> new Sample(times).median());
    return List.of(
        step.toString(),
        peer,
        String.valueOf(sample.values().size()),
        Figures.number(sample.median()),
        Figures.quartiles(sample),
        Figures.number(bytes / BYTES_PER_GB / (sample.median() / 1000)),
        reference.map(cp -> Figures.number(cp / sample.median())).orElse(Figures.NONE));
  }
}
