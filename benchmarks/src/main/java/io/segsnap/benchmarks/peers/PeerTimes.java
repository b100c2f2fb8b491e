package io.segsnap.benchmarks.peers;

import io.segsnap.benchmarks.Figures;
import io.segsnap.reports.PeerCharts;
import io.segsnap.reports.Sample;
import io.segsnap.reports.Section;
import io.segsnap.reports.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Times of all peers, step by step, as a table and charts. */
final class PeerTimes {

  private static final String REFERENCE = "cp";
  private static final double BYTES_PER_GB = 1e9;
  private static final double MS_PER_S = 1000;

  private final long bytes;
  private final Map<Step, Map<String, List<Double>>> ms = new EnumMap<>(Step.class);
  private final Set<String> sharing = new HashSet<>();
  private final Map<String, String> remarks = new HashMap<>();

  /**
   * @param bytes size of the log
   */
  PeerTimes(long bytes) {
    this.bytes = bytes;
  }

  /** Adds the steps of a whole cycle. */
  void add(Peer peer, Map<Step, Double> cycle) {
    cycle.forEach((step, time) -> ms.computeIfAbsent(step, none -> new LinkedHashMap<>())
        .computeIfAbsent(peer.name(), none -> new ArrayList<>())
        .add(time));
    if (peer.sharesFiles()) {
      sharing.add(peer.name());
    }
  }

  /** Whether a peer has been through a whole cycle. */
  boolean has(Peer peer) {
    return ms.getOrDefault(Step.FIRST, Map.of()).containsKey(peer.name());
  }

  /** Marks the rows of a peer that could not go on. */
  void mark(Peer peer, String remark) {
    remarks.put(peer.name(), remark);
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
        List.of("step", "peer", "runs", "ms", "quartiles", "speed", "× cp"),
        rows,
        List.of(
            "Peers took turns on the same files, whose pages were in memory; each step was on disk when the time was"
                + " taken. What was restored was compared byte for byte.",
            "GB/s: the size of the log by the time. segsnap link and RocksDB Checkpoint make links, which move no bytes:"
                + " their backups are operations. segsnap and cp make a whole copy again; rsync, restic, borg and"
                + " BackupEngine do not.",
            "naive: lock, stream every file, fsync; scan all batches after a restore."));
  }

  private String speed(Step step, String peer, double seconds) {
    return step.isBackup() && sharing.contains(peer)
        ? Figures.number(1 / seconds) + " ops/s"
        : Figures.number(bytes / BYTES_PER_GB / seconds) + " GB/s";
  }

  private List<String> row(Step step, String peer, Sample sample) {
    Optional<Double> reference = Optional.ofNullable(
            ms.getOrDefault(step, Map.of()).get(REFERENCE))
        .map(times -> new Sample(times).median());
    return List.of(
        step.toString(),
        remarks.containsKey(peer) ? peer + " (" + remarks.get(peer) + ")" : peer,
        String.valueOf(sample.values().size()),
        Figures.number(sample.median()),
        Figures.quartiles(sample),
        speed(step, peer, sample.median() / MS_PER_S),
        reference.map(cp -> Figures.number(cp / sample.median())).orElse(Figures.NONE));
  }
}
