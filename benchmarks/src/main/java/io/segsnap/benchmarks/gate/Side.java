package io.segsnap.benchmarks.gate;

/** Which of the two builds. */
enum Side {
  BASE,
  HEAD;

  Side other() {
    return this == BASE ? HEAD : BASE;
  }
}
