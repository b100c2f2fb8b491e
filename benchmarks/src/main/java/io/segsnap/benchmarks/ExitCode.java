package io.segsnap.benchmarks;

/** Why a run ended, as the exit code of its process. */
public enum ExitCode {
  /** All went well. */
  OK(0),
  /** A benchmark failed; the lines before say how. */
  FAILED(1),
  /** A property can't be used. */
  WRONG_INPUT(2),
  /** Something was fast and its result wrong. */
  WRONG_BYTES(3),
  /** The disk is full, or would be. */
  DISK_FULL(4),
  /** A benchmark needs more memory than its JVM may have. */
  NO_MEMORY(5),
  /** A program that was asked for by name isn't installed. */
  MISSING_PEER(6);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
