package io.segsnap;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The root of every failure that segsnap reports. The message is one line: operation, path,
 * position, expected, actual, and what to do.
 */
public abstract sealed class SegsnapException extends IOException
    permits CorruptionException,
        InvalidRequestException,
        LockedException,
        NotDueException,
        NotFoundException,
        StorageException,
        UnsupportedStrategyException {

  private static final long serialVersionUID = 1L;

  SegsnapException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** {@code operation path: detail; advice}, the shape of every message in the family. */
  static String line(String operation, @Nullable Path path, String detail, String advice) {
    StringBuilder line = new StringBuilder(operation);
    if (path != null) {
      line.append(' ').append(path);
    }
    line.append(": ").append(detail);
    if (!advice.isEmpty()) {
      line.append("; ").append(advice);
    }
    return line.toString();
  }
}
