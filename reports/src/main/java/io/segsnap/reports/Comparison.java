package io.segsnap.reports;

import java.util.List;
import java.util.stream.IntStream;

/**
 * segsnap against a peer, measured in turns within one run.
 *
 * @param name what was done
 * @param bar what segsnap must reach
 * @param oursMs time of each run of segsnap
 * @param peerMs time of each run of the peer, the i-th next to ours
 * @param detail what a reader should know of how it was measured
 */
public record Comparison(
    String name, Bar bar, List<Double> oursMs, List<Double> peerMs, String detail) {

  public Comparison {
    if (oursMs.size() != peerMs.size()) {
      throw new IllegalArgumentException(
          oursMs.size() + " runs against " + peerMs.size() + " of the peer");
    }
  }

  /** The ratio that the bar asks about, one for each pair. */
  public Sample ratios() {
    return new Sample(IntStream.range(0, oursMs.size())
        .mapToObj(i -> bar.ratio(oursMs.get(i), peerMs.get(i)))
        .toList());
  }

  public boolean isMet() {
    return bar.isMet(ratios().median());
  }

  public Comparison withDetail(String newDetail) {
    return new Comparison(name, bar, oursMs, peerMs, newDetail);
  }
}
