package io.segsnap.reports;

import java.io.IOException;
import java.nio.file.Path;

/** A file of results that can't be used: the message names it, what is wrong, and what to do. */
public sealed class ReportInputException extends IOException permits NoResultsException {

  private static final long serialVersionUID = 1L;

  public ReportInputException(Path file, String problem, String advice) {
    super("read results " + file + ": " + problem + "; " + advice);
  }
}
