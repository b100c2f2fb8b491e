package io.segsnap.reports.gate;

import io.segsnap.reports.Environment;
import java.util.List;

/**
 * One gate: what was asked, what was measured, what it says.
 *
 * @param environment where and when
 * @param settings what was asked
 * @param conditions what else went on
 * @param reference head/base of the reference copies, over the blocks of all cells
 * @param outcome how it ends
 * @param causes of an inconclusive gate, such as neighbours' load; empty otherwise
 * @param partial whether it was ended before all looks that it needed
 * @param cells the cells, in the order of their profile
 * @param attempts all gates of the same two builds so far, this one last
 */
public record GateResult(
    Environment environment,
    GateSettings settings,
    Conditions conditions,
    Estimate reference,
    Outcome outcome,
    List<String> causes,
    boolean partial,
    List<CellResult> cells,
    List<Attempt> attempts) {

  public GateResult {
    causes = List.copyOf(causes);
    cells = List.copyOf(cells);
    attempts = List.copyOf(attempts);
  }
}
