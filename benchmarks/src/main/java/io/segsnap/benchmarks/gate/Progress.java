package io.segsnap.benchmarks.gate;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** A line for each pair, with the time that is left. */
final class Progress {

  private static final double NS_PER_S = 1e9;

  private final PrintStream out;
  private final int most;
  private final long startNs = System.nanoTime();

  Progress(PrintStream out, List<Integer> looks) {
    this.out = out;
    this.most = looks.get(looks.size() - 1);
  }

  void done(int pairs, int look) {
    double perPair = (System.nanoTime() - startNs) / NS_PER_S / pairs;
    out.printf(
        Locale.ROOT,
        "gate: pair %d of %d; %.0f s to the look, at most %.0f s in all%n",
        pairs,
        look,
        perPair * (look - pairs),
        perPair * (most - pairs));
  }
}
