package io.segsnap.benchmarks.gate;

import io.segsnap.benchmarks.Failure;
import io.segsnap.reports.ReportInputException;
import java.io.IOException;
import java.util.Optional;

/** Why a gate can't be run to its end: one line, and an exit code of its own. */
final class GateException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  enum Kind {
    /** A setting can't be used. */
    USAGE(4),
    /** A build can't be had: no such ref or jar, or it doesn't compile. */
    BUILD(5),
    /** The builds have different API, so that one operation can't be run on both. */
    API(6),
    /** A worker or the gate itself failed. */
    FAILED(7),
    /** The disk is full. */
    DISK_FULL(8),
    /** Too little memory for the gate or a worker. */
    NO_MEMORY(9);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  GateException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** The same failure as one of these, for whatever a gate can end with. */
  static GateException of(Throwable thrown) {
    Optional<GateException> own = Failure.find(GateException.class, thrown);
    if (own.isPresent()) {
      return own.get();
    }
    return new GateException(kind(thrown), oneLine(thrown));
  }

  private static Kind kind(Throwable thrown) {
    if (thrown instanceof ReportInputException) {
      return Kind.USAGE;
    }
    return switch (Failure.of(thrown).code()) {
      case DISK_FULL -> Kind.DISK_FULL;
      case NO_MEMORY -> Kind.NO_MEMORY;
      default -> Kind.FAILED;
    };
  }

  private static String oneLine(Throwable thrown) {
    String text = thrown instanceof ReportInputException
        ? String.valueOf(thrown.getMessage())
        : thrown.toString();
    return text.replaceAll("\\s+", " ");
  }

  /** What went wrong, and what to do where the disk or the memory did not suffice. */
  String line() {
    return switch (kind) {
      case DISK_FULL -> getMessage() + "; gate.work=DIR puts work files on another disk";
      case NO_MEMORY -> getMessage() + "; end other programs, or use a machine with more memory";
      default -> String.valueOf(getMessage());
    };
  }

  int exitCode() {
    return kind.exitCode();
  }
}
