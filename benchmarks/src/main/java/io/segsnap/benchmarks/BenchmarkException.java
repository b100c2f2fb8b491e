package io.segsnap.benchmarks;

/** A run that can't go on, with its one-line reason and exit code. */
public final class BenchmarkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  public BenchmarkException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  /** The result of something that was timed isn't what it must be. */
  public static BenchmarkException wrongBytes(String message) {
    return new BenchmarkException(ExitCode.WRONG_BYTES, "wrong result: " + message);
  }

  public ExitCode code() {
    return code;
  }
}
