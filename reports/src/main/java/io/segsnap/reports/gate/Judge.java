package io.segsnap.reports.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives cells their verdicts from their estimates at one look.
 *
 * <p>A cell is <em>regressed</em> where both hold: the bootstrap rejects "head is not slower", after
 * Holm's correction over all cells at this look's share of alpha, and the estimate lies above 1 + τ.
 * The test bounds false alarms however noisy the machine is; τ keeps differences that are real but
 * too small to matter from stopping a build. To ask for an interval wholly above 1 + τ instead would
 * miss an effect a little larger than τ nearly always, whatever the number of pairs. <em>Improved</em>
 * is the mirror image. A cell that is neither is <em>equivalent</em> if its 95 % interval lies
 * within 1 ± τ, which no test but the interval decides, so it needs no correction: it can't stop a
 * build. Everything else is undecided.
 *
 * <p>An equal share of alpha for each look, and all cells in every correction, also those decided at
 * an earlier look, keep the chance that any cell of a gate is falsely called slower at any look below
 * alpha (Bonferroni over looks, Holm within). "Head is not faster" is tested apart, at the same share
 * of an alpha of its own: calling a cell improved stops no build, so it takes nothing from the other.
 */
public final class Judge {

  private final double alphaPerLook;

  /**
   * A judge of one look.
   *
   * @param alphaPerLook chance that any of all cells is falsely called regressed at this look
   */
  public Judge(double alphaPerLook) {
    this.alphaPerLook = alphaPerLook;
  }

  /**
   * Judges.
   *
   * @param estimates of all cells
   * @param taus of all cells, in the same order
   * @return their verdicts, {@link Verdict#INCONCLUSIVE} where undecided
   */
  public List<Verdict> judge(List<Estimate> estimates, List<Double> taus) {
    boolean[] slower =
        Holm.rejected(estimates.stream().map(Estimate::slowerP).toList(), alphaPerLook);
    boolean[] faster =
        Holm.rejected(estimates.stream().map(Estimate::fasterP).toList(), alphaPerLook);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < estimates.size(); i++) {
      verdicts.add(verdict(estimates.get(i), taus.get(i), slower[i], faster[i]));
    }
    return verdicts;
  }

  private static Verdict verdict(Estimate estimate, double tau, boolean slower, boolean faster) {
    if (slower && estimate.ratio() > 1 + tau) {
      return Verdict.REGRESSED;
    }
    if (faster && estimate.ratio() < 1 - tau) {
      return Verdict.IMPROVED;
    }
    boolean isWithin = estimate.low() > 1 - tau && estimate.high() < 1 + tau;
    return isWithin ? Verdict.EQUIVALENT : Verdict.INCONCLUSIVE;
  }
}
