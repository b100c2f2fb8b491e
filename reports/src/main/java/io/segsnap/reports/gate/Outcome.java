package io.segsnap.reports.gate;

/** How a gate ends, worst first where several hold. */
public enum Outcome {
  /** A result of head has other bytes than that of base. */
  WRONG_BYTES(2),
  /** A cell regressed. */
  REGRESSED(1),
  /** No cell regressed, but of one nothing can be said. */
  INCONCLUSIVE(3),
  /** Every cell is equivalent or improved. */
  PASSED(0);

  private final int exitCode;

  Outcome(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Exit code of a process that ends so, where inconclusive gates block. */
  public int exitCode() {
    return exitCode;
  }
}
