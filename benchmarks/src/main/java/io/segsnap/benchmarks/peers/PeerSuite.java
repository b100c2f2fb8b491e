package io.segsnap.benchmarks.peers;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.Commands;
import io.segsnap.benchmarks.Eta;
import io.segsnap.benchmarks.ExitCode;
import io.segsnap.benchmarks.Failure;
import io.segsnap.benchmarks.LogShape;
import io.segsnap.benchmarks.PhysicalReference;
import io.segsnap.benchmarks.Reporting;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.Summary;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.benchmarks.duels.DuelSuite;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.reports.Section;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * segsnap beside programs that back up files, RocksDB, the naive design and Kafka's log: {@code mvn
 * -pl benchmarks -Dsegsnap.bench=peers}, on 256 MiB, or {@code -Dsegsnap.size}. Peers that aren't
 * installed are skipped with a line; one that {@code -Dbench.include=REGEX} asks for must be there.
 * Another program that fails is left out from there on: with a line if it never went through a whole
 * round, else with a mark beside its figures.
 */
public final class PeerSuite {

  private static final long DEFAULT_BYTES = 256L << 20;
  private static final int ROUNDS = 5;
  private static final double NANOS_PER_MS = 1e6;

  private final Settings settings;
  private final Clock clock;
  private final Reporting reporting;
  private final int rounds;

  public PeerSuite(Settings settings, PrintStream out, Clock clock) {
    this(settings, out, clock, ROUNDS);
  }

  PeerSuite(Settings settings, PrintStream out, Clock clock, int rounds) {
    this.settings = settings;
    this.clock = clock;
    this.reporting = new Reporting(settings, out, clock);
    this.rounds = rounds;
  }

  /** All that there are. */
  static List<Peer> all() {
    List<Peer> peers = new ArrayList<>();
    peers.add(new SegsnapPeer(CopyStrategy.OFF_HEAP));
    peers.add(new SegsnapPeer(CopyStrategy.LINK));
    peers.add(new NaivePeer());
    peers.addAll(ShellPeer.all());
    peers.add(new RocksPeer.OfCheckpoint());
    peers.add(new RocksPeer.OfBackupEngine());
    return peers;
  }

  /**
   * Runs, prints the tables and writes the report. What was measured before a failure is reported
   * too.
   *
   * @return the report's HTML file
   * @throws BenchmarkException if a peer that was asked for is not installed
   */
  public Path run() throws Exception {
    return run(all());
  }

  Path run(List<Peer> candidates) throws Exception {
    List<Peer> peers = installed(candidates);
    LogShape shape = LogShape.ofBytes(settings.sizeBytes().orElse(DEFAULT_BYTES));
    try (WorkFolder work = WorkFolder.in(settings.workParent())) {
      reporting.out().println("preparing a log of " + shape + " ...");
      PeerData data = PeerData.of(work.path(), shape);
      PeerTimes times = new PeerTimes(data.bytes());
      try {
        measure(peers, data, times, work.path());
        List<Section> sections = new ArrayList<>(times.sections());
        if (settings.include().isEmpty() && peers.size() > 1) {
          sections.addAll(DuelSuite.ofLog(settings, reporting.out(), clock)
              .compare(work.path(), shape.bytes()));
        }
        sections.add(PhysicalReference.measure(shape.in(work.path()), work.path()));
        Summary summary = Summary.complete("Each figure is the median of its rounds.", List.of());
        return report(work, summary, sections);
      } catch (Exception | OutOfMemoryError e) {
        if (!times.isEmpty()) {
          work.rescue(
              e, reason -> report(work, Summary.partial(reason, List.of()), times.sections()));
        }
        throw e;
      }
    }
  }

  private Path report(WorkFolder work, Summary summary, List<Section> sections) throws IOException {
    return reporting.write("peers", "segsnap: peers", work.path(), summary, sections);
  }

  /** Those that are included and can run. */
  List<Peer> installed(List<Peer> peers) {
    Pattern include = settings.includePattern();
    List<Peer> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Peer peer : peers) {
      if (!include.matcher(peer.name()).find()) {
        continue;
      }
      List<String> programs = peer.programs().stream()
          .filter(program -> !Commands.isInstalled(program))
          .toList();
      if (programs.isEmpty()) {
        found.add(peer);
      } else {
        missing.add(peer.name());
        reporting.out().println(peer.name() + " is skipped: not installed: " + programs);
      }
    }
    if (!missing.isEmpty() && settings.include().isPresent()) {
      throw new BenchmarkException(
          ExitCode.MISSING_PEER,
          "bench.include=" + include + ": not installed: " + String.join(", ", missing)
              + "; install it or include others");
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("bench.include=" + include
          + ": matches no peer; there are " + peers.stream().map(Peer::name).toList());
    }
    return found;
  }

  private void measure(List<Peer> peers, PeerData data, PeerTimes times, Path work)
      throws Exception {
    List<Peer> order = new ArrayList<>(peers);
    long start = System.nanoTime();
    int done = 0;
    for (int round = 0; round < rounds; round++) {
      for (Peer peer : List.copyOf(order)) {
        done++;
        try {
          times.add(peer, cycle(peer, data, work.resolve("home"), work.resolve("restored-0")));
        } catch (Exception e) {
          Failure failure = Failure.of(e);
          order.remove(peer);
          if (peer.isOurs() || failure.code() != ExitCode.FAILED || order.isEmpty()) {
            throw e;
          }
          leaveOut(peer, round + 1, failure, times);
          continue;
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        reporting
            .out()
            .printf(
                "round %d of %d: %s, %s%n",
                round + 1,
                rounds,
                peer.name(),
                Eta.text(Eta.left(elapsed, done, peers.size() * rounds)));
      }
      Collections.reverse(order);
    }
  }

  private void leaveOut(Peer peer, int round, Failure failure, PeerTimes times) {
    if (times.has(peer)) {
      times.mark(peer, "failed in round " + round);
    }
    reporting
        .out()
        .printf(
            "round %d of %d: %s is left out from here on: %s%n",
            round, rounds, peer.name(), failure.line());
  }

  /** One round of one peer, from an empty store. */
  private static Map<Step, Double> cycle(Peer peer, PeerData data, Path home, Path target)
      throws Exception {
    Map<Step, Double> times = new EnumMap<>(Step.class);
    data.begin();
    try {
      peer.begin(data.path(), home);
      times.put(Step.FIRST, time(peer::backUp));
      times.put(Step.UNCHANGED, time(peer::backUp));
      data.grow();
      peer.update();
      times.put(Step.GROWN, time(peer::backUp));
      times.put(Step.RESTORE, time(() -> peer.restore(target)));
      peer.requireSame(data.path(), target);
      if (peer.hasCheck()) {
        times.put(Step.CHECK, time(peer::check));
      }
      return times;
    } finally {
      peer.end();
      data.end();
      WorkFolder.delete(target);
      WorkFolder.delete(home);
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double time(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / NANOS_PER_MS;
  }
}
