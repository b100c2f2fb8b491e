package io.segsnap.benchmarks.gate;

/**
 * One of something for each build.
 *
 * @param base base's
 * @param head head's
 */
record BySide<T>(T base, T head) {

  T of(Side side) {
    return side == Side.BASE ? base : head;
  }
}
