package io.segsnap.reports.gate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down correction: bounds the chance of any false rejection among several tests. */
final class Holm {

  private Holm() {}

  /** Which of the hypotheses are rejected, in the order given. */
  static boolean[] rejected(List<Double> chances, double alpha) {
    boolean[] rejected = new boolean[chances.size()];
    List<Integer> smallestFirst = IntStream.range(0, chances.size())
        .boxed()
        .sorted(Comparator.comparing(chances::get))
        .toList();
    for (int rank = 0; rank < chances.size(); rank++) {
      int index = smallestFirst.get(rank);
      if (chances.get(index) > alpha / (chances.size() - rank)) {
        break;
      }
      rejected[index] = true;
    }
    return rejected;
  }
}
