package io.segsnap.reports;

import java.nio.file.Path;

/** A file of results that holds none of what was asked for. */
public final class NoResultsException extends ReportInputException {

  private static final long serialVersionUID = 1L;

  public NoResultsException(Path file, String problem, String advice) {
    super(file, problem, advice);
  }
}
