package io.segsnap.reports.gate;

import java.util.List;

/**
 * What a gate was asked to do. All of it is declared before the first measurement.
 *
 * @param base the build that is compared with: a commit or the name of a jar
 * @param head the build that is judged
 * @param profile name of the set of cells
 * @param seed of the log, the order of operations and the bootstrap
 * @param logBytes size of the log
 * @param looks numbers of pairs after which cells are judged, growing
 * @param blocks blocks of each cell in each pair
 * @param resamples of the bootstrap
 * @param alpha chance of a false alarm over all cells and looks, shared equally by the looks
 * @param referenceBand how far the reference's head/base ratio may be from 1
 */
public record GateSettings(
    String base,
    String head,
    String profile,
    long seed,
    long logBytes,
    List<Integer> looks,
    int blocks,
    int resamples,
    double alpha,
    double referenceBand) {

  public GateSettings {
    looks = List.copyOf(looks);
  }

  /** Chance of a false alarm over all cells at one look. */
  public double alphaPerLook() {
    return alpha / looks.size();
  }
}
