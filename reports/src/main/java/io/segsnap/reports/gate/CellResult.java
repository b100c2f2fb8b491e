package io.segsnap.reports.gate;

import java.util.List;

/**
 * One cell: an operation with its parameters.
 *
 * @param name such as {@code create off-heap}
 * @param tau tolerance: head/base within 1 − τ to 1 + τ is equivalent
 * @param verdict what the gate says
 * @param cause why, in a few words; empty where the interval says it all
 * @param estimate of head/base
 * @param blocks in run order, none left out
 * @param exact the exact metrics
 */
public record CellResult(
    String name,
    double tau,
    Verdict verdict,
    String cause,
    Estimate estimate,
    List<BlockResult> blocks,
    List<ExactMetric> exact) {

  public CellResult {
    blocks = List.copyOf(blocks);
    exact = List.copyOf(exact);
  }
}
