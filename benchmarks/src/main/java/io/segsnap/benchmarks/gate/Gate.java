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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs one gate: exact counts, then pairs as far as the first look, then as far as the next for those
 * cells that are still undecided, unless one regressed and so decided the gate. A cell that was decided keeps its verdict. Nothing that was measured is left out,
 * and no gate is run again because of how it ended.
 */
final class Gate {

  private final Profile profile;
  private final GateSettings settings;
  private final Path work;
  private final Link.Starter starter;
  private final PrintStream out;

  private final CellMap<List<BlockResult>> blocks;
  private final Map<String, CellResult> decided = new LinkedHashMap<>();
  private final Set<String> wrong = new LinkedHashSet<>();
  private CellMap<List<ExactMetric>> exact = new CellMap<>();
  private int order;

  Gate(Profile profile, GateSettings settings, Path work, Link.Starter starter, PrintStream out) {
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
   * @param failure that ended it early; null if nothing did
   */
  record Measured(
      List<CellResult> cells,
      Estimate reference,
      Conditions conditions,
      Set<String> wrong,
      @Nullable GateException failure) {}

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
    GateException failure = null;
    int pairs = 0;
    Progress progress = new Progress(out, settings.looks());
    try {
      for (int look : settings.looks()) {
        for (; pairs < look && !isOver(); pairs++) {
          runPair(pairs);
          progress.done(pairs + 1, look);
        }
        judge(pressure.conditions(work));
      }
    } catch (GateException e) {
      failure = e;
      out.println("gate: " + e.getMessage());
      if (pairs < 2) {
        throw e;
      }
    }
    Conditions conditions = pressure.conditions(work);
    return new Measured(
        cells(conditions, failure != null), reference(), conditions, wrong, failure);
  }

  private void runPair(int number) throws IOException {
    PairRun.Result result =
        PairRun.run(number, profile, undecided(), settings.seed(), order, starter);
    for (String cell : result.blocks().cells()) {
      List<BlockResult> more = result.blocks().get(cell);
      blocks.get(cell).addAll(more);
      order += more.size();
    }
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

  private List<CellResult> cells(Conditions conditions, boolean partial) {
    return Cells.judge(profile, settings, blocks, exact, conditions).stream()
        .map(cell -> decided.getOrDefault(
            cell.name(), partial ? Cells.withCause(cell, "ended early") : cell))
        .toList();
  }

  /** Over the blocks of all cells. */
  private Estimate reference() {
    List<BlockResult> all = blocks.all().stream().flatMap(List::stream).toList();
    return Cells.estimate(settings, all, BlockResult::referenceLogRatio);
  }
}
