package io.segsnap.benchmarks.gate;

import io.segsnap.reports.gate.BlockResult;
import io.segsnap.reports.gate.CellResult;
import io.segsnap.reports.gate.Conditions;
import io.segsnap.reports.gate.Estimate;
import io.segsnap.reports.gate.ExactMetric;
import io.segsnap.reports.gate.GateSettings;
import io.segsnap.reports.gate.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs one gate: exact counts, then pairs as far as the first look, then as far as the next for those
 * cells that are still undecided, unless one regressed and so decided the gate. A cell that was decided keeps its verdict. Nothing that was measured is left out,
 * and no gate is run again because of how it ended. One that takes too long begins no further pair.
 */
final class Gate {

  private static final int LEAST_PAIRS = 2;

  private final Profile profile;
  private final GateSettings settings;
  private final Path work;
  private final Link.Starter starter;
  private final PrintStream out;
  private final Clock clock;
  private final Instant deadline;

  private final CellMap<List<BlockResult>> blocks;
  private final Map<String, CellResult> decided = new LinkedHashMap<>();
  private final Set<String> wrong = new LinkedHashSet<>();
  private CellMap<List<ExactMetric>> exact = new CellMap<>();
  private int order;
  private int pairs;

  /**
   * @param deadline when to begin no further pair
   */
  Gate(
      Profile profile,
      GateSettings settings,
      Path work,
      Link.Starter starter,
      PrintStream out,
      Clock clock,
      Instant deadline) {
    this.clock = clock;
    this.deadline = deadline;
    this.profile = profile;
    this.settings = settings;
    this.work = work;
    this.starter = starter;
    this.out = out;
    this.blocks = CellMap.of(profile.cells(), cell -> new ArrayList<>());
  }

  /**
   * What was measured.
   *
   * @param cells none if there are no two pairs yet
   * @param partial whether it ended before all pairs that it needed
   * @param failure that ended it early; empty if nothing did, or the time
   */
  record Measured(
      List<CellResult> cells,
      Estimate reference,
      Conditions conditions,
      Set<String> wrong,
      boolean partial,
      Optional<GateException> failure) {}

  /**
   * Runs.
   *
   * @throws GateException if it failed before two pairs were complete; later failures come with
   *     what was measured until then
   */
  Measured run() throws IOException {
    out.println("gate: counting " + profile.cells().size() + " cells");
    exact = ExactRun.run(profile.cells(), starter);
    Pressure pressure = new Pressure();
    Optional<GateException> failure = Optional.empty();
    try {
      runLooks(pressure);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      GateException known = GateException.of(e);
      if (pairs < LEAST_PAIRS) {
        throw known;
      }
      out.println("gate: " + known.line());
      failure = Optional.of(known);
    }
    Conditions conditions = pressure.conditions(work);
    Optional<String> end = failure.isPresent() ? Optional.of("ended early") : stopped();
    boolean partial = failure.isPresent() || isCutOff();
    return new Measured(cells(conditions, end), reference(), conditions, wrong, partial, failure);
  }

  private void runLooks(Pressure pressure) throws IOException {
    Progress progress = new Progress(out, settings.looks());
    for (int look : settings.looks()) {
      while (pairs < look && !isOver()) {
        if (isTimeUp()) {
          return;
        }
        runPair(pairs);
        pairs++;
        progress.done(pairs, look);
      }
      judge(pressure.conditions(work));
    }
  }

  /** Nothing can be said of fewer pairs, so these are run however long they take. */
  private boolean isTimeUp() {
    return pairs >= LEAST_PAIRS && !clock.instant().isBefore(deadline);
  }

  private int mostPairs() {
    return settings.looks().get(settings.looks().size() - 1);
  }

  /** Whether the time was over before the gate was. */
  private boolean isCutOff() {
    return pairs < mostPairs() && !isOver();
  }

  /** Why what is undecided was not measured to the last look. */
  private Optional<String> stopped() {
    if (isCutOff()) {
      return Optional.of(
          "time: no more than " + pairs + " pairs within " + profile.minutes() + " minutes");
    }
    return pairs < mostPairs() && !undecided().isEmpty()
        ? Optional.of("not measured further: another cell regressed")
        : Optional.empty();
  }

  private void runPair(int number) throws IOException {
    PairRun.Result result =
        PairRun.run(number, profile, undecided(), settings.seed(), order, starter);
    for (String cell : result.blocks().cells()) {
      blocks.get(cell).addAll(result.blocks().get(cell));
    }
    order = result.order();
    wrong.addAll(result.wrong());
  }

  /** A gate is decided by all its cells, or by one that regressed. */
  private boolean isOver() {
    return undecided().isEmpty()
        || decided.values().stream().anyMatch(cell -> cell.verdict() == Verdict.REGRESSED);
  }

  private List<String> undecided() {
    return profile.cells().stream().filter(cell -> !decided.containsKey(cell)).toList();
  }

  private void judge(Conditions conditions) {
    for (CellResult cell : Cells.judge(profile, settings, blocks, exact, conditions)) {
      if (cell.verdict() != Verdict.INCONCLUSIVE) {
        decided.putIfAbsent(cell.name(), cell);
      }
    }
  }

  /** A verdict needs a look, but a count that grew needs none. */
  private List<CellResult> cells(Conditions conditions, Optional<String> end) {
    return Cells.judge(profile, settings, blocks, exact, conditions).stream()
        .map(cell -> decided.getOrDefault(
            cell.name(),
            end.isEmpty() || Cells.hasGrown(cell) ? cell : Cells.withCause(cell, end.get())))
        .toList();
  }

  /** Over all blocks; those that two cells share count once. */
  private Estimate reference() {
    Map<Integer, BlockResult> byOrder = new TreeMap<>();
    blocks.all().forEach(cell -> cell.forEach(block -> byOrder.put(block.order(), block)));
    List<BlockResult> all = List.copyOf(byOrder.values());
    return Cells.estimate(settings, all, BlockResult::referenceLogRatio);
  }
}
