package io.segsnap;

import java.nio.file.Path;

/** What was asked for does not exist. */
public final class NotFoundException extends SegsnapException {

  private static final long serialVersionUID = 1L;

  public NotFoundException(String operation, Path path, String what, String advice) {
    super(line(operation, path, what, advice), null);
  }
}
