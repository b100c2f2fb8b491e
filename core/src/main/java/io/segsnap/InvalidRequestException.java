package io.segsnap;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The request can't be carried out as asked; nothing was changed. */
public final class InvalidRequestException extends SegsnapException {

  private static final long serialVersionUID = 1L;

  public InvalidRequestException(
      String operation, @Nullable Path path, String problem, String advice) {
    super(line(operation, path, problem, advice), null);
  }
}
