package io.segsnap.benchmarks.gate;

import io.segsnap.reports.gate.BlockResult;
import io.segsnap.reports.gate.Bootstrap;
import io.segsnap.reports.gate.CellResult;
import io.segsnap.reports.gate.Conditions;
import io.segsnap.reports.gate.Estimate;
import io.segsnap.reports.gate.ExactMetric;
import io.segsnap.reports.gate.ExactMetric.Change;
import io.segsnap.reports.gate.GateSettings;
import io.segsnap.reports.gate.Judge;
import io.segsnap.reports.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Makes the results of cells from their blocks and exact metrics. */
final class Cells {

  private Cells() {}

  /** An estimate from blocks, by their pairs. */
  static Estimate estimate(
      GateSettings settings, List<BlockResult> blocks, ToDoubleFunction<BlockResult> logRatio) {
    Map<Integer, List<BlockResult>> byPair = blocks.stream()
        .collect(Collectors.groupingBy(BlockResult::pair, TreeMap::new, Collectors.toList()));
    List<double[]> pairs = byPair.values().stream()
        .map(pair -> pair.stream().mapToDouble(logRatio).toArray())
        .toList();
    return new Bootstrap(settings.resamples(), settings.seed()).estimate(pairs);
  }

  /** All cells as they stand. */
  static List<CellResult> judge(
      Profile profile,
      GateSettings settings,
      CellMap<List<BlockResult>> blocks,
      CellMap<List<ExactMetric>> exact,
      Conditions conditions) {
    List<String> names = profile.cells();
    List<Estimate> estimates = names.stream()
        .map(name -> estimate(settings, blocks.get(name), BlockResult::logRatio))
        .toList();
    List<Double> taus = names.stream().map(profile.taus()::get).toList();
    List<Verdict> verdicts = new Judge(settings.alphaPerLook()).judge(estimates, taus);
    List<CellResult> cells = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String cause = verdicts.get(i) == Verdict.INCONCLUSIVE
          ? Causes.undecided(conditions, estimates.get(i))
          : "";
      CellResult timed = new CellResult(
          names.get(i),
          taus.get(i),
          verdicts.get(i),
          cause,
          estimates.get(i),
          blocks.get(names.get(i)),
          exact.get(names.get(i)));
      cells.add(withExact(timed));
    }
    return cells;
  }

  /** A count that grew needs no statistics; one that shrank does not excuse a cell that is slower. */
  private static CellResult withExact(CellResult cell) {
    String grown = names(cell, Change.GREW);
    String shrunk = names(cell, Change.SHRANK);
    if (!grown.isEmpty()) {
      return with(cell, Verdict.REGRESSED, "more: " + grown);
    }
    if (!shrunk.isEmpty() && cell.verdict() == Verdict.EQUIVALENT) {
      return with(cell, Verdict.IMPROVED, "less: " + shrunk);
    }
    return cell;
  }

  /** Whether a count grew, which is so however the times were measured. */
  static boolean hasGrown(CellResult cell) {
    return cell.exact().stream().anyMatch(metric -> metric.change() == Change.GREW);
  }

  private static String names(CellResult cell, Change change) {
    return cell.exact().stream()
        .filter(metric -> metric.change() == change)
        .map(metric -> metric.name() + " " + metric.base() + " → " + metric.head())
        .collect(Collectors.joining(", "));
  }

  static CellResult withCause(CellResult cell, String cause) {
    return with(cell, Verdict.INCONCLUSIVE, cause);
  }

  static CellResult wrong(CellResult cell) {
    return with(cell, Verdict.REGRESSED, "wrong bytes");
  }

  private static CellResult with(CellResult cell, Verdict verdict, String cause) {
    return new CellResult(
        cell.name(), cell.tau(), verdict, cause, cell.estimate(), cell.blocks(), cell.exact());
  }
}
