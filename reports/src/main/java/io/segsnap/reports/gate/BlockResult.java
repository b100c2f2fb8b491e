package io.segsnap.reports.gate;

import java.util.List;

/**
 * One block: four operations on one cell, two of each build, in the order {@code ABBA} or {@code
 * BAAB} (A is base), and
 * one reference copy in each worker, in the order of the first two.
 *
 * @param order place of the block in the gate's run order, from 0
 * @param pair number of the pair of worker JVMs it ran in, from 0
 * @param sequence {@code ABBA} or {@code BAAB}
 * @param headFirst whether the pair's head worker was started before its base worker
 * @param baseNs times of base's two operations, in nanoseconds
 * @param headNs times of head's two operations, in nanoseconds
 * @param referenceBaseNs time of the reference copy in base's worker
 * @param referenceHeadNs time of the reference copy in head's worker
 */
public record BlockResult(
    int order,
    int pair,
    String sequence,
    boolean headFirst,
    List<Long> baseNs,
    List<Long> headNs,
    long referenceBaseNs,
    long referenceHeadNs) {

  public BlockResult {
    baseNs = List.copyOf(baseNs);
    headNs = List.copyOf(headNs);
  }

  /** Natural logarithm of head's time divided by base's. */
  public double logRatio() {
    return Math.log((double) sum(headNs) / sum(baseNs));
  }

  /** Natural logarithm of the reference's time in head's worker divided by that in base's. */
  public double referenceLogRatio() {
    return Math.log((double) referenceHeadNs / referenceBaseNs);
  }

  private static long sum(List<Long> times) {
    return times.stream().mapToLong(Long::longValue).sum();
  }
}
