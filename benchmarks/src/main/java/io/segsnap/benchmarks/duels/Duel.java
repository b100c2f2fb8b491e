package io.segsnap.benchmarks.duels;

import io.segsnap.reports.Bar;
import io.segsnap.reports.Comparison;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures two sides in turns within one JVM: ours, peer, peer, ours, and so on, so that a slow
 * spell of the machine hits both. Each pair of neighbours gives one ratio; the median of these is
 * the result and no pair is dropped. Warm-up pairs run first, in the same order, and aren't kept.
 */
final class Duel {

  private static final double NANOS_PER_MS = 1e6;

  private final int warmups;
  private final int pairs;

  Duel(int warmups, int pairs) {
    this.warmups = warmups;
    this.pairs = pairs;
  }

  Comparison run(String name, Bar bar, String detail, Side ours, Side peer) throws Exception {
    List<Double> oursMs = new ArrayList<>();
    List<Double> peerMs = new ArrayList<>();
    for (int i = -warmups; i < pairs; i++) {
      double ourMs;
      double theirMs;
      if (i % 2 == 0) {
        ourMs = ours.run() / NANOS_PER_MS;
        theirMs = peer.run() / NANOS_PER_MS;
      } else {
        theirMs = peer.run() / NANOS_PER_MS;
        ourMs = ours.run() / NANOS_PER_MS;
      }
      if (i >= 0) {
        oursMs.add(ourMs);
        peerMs.add(theirMs);
      }
    }
    return new Comparison(name, bar, oursMs, peerMs, detail);
  }
}
