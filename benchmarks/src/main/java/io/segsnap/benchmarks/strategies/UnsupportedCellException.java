package io.segsnap.benchmarks.strategies;

/** A cell can't be measured here, as it turned out when it was tried; the others can. */
final class UnsupportedCellException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsupportedCellException(String message) {
    super(message);
  }
}
