package io.segsnap.format;

import io.segsnap.CorruptionException;
import java.nio.file.Path;

/**
 * Where and how a file departs from the format.
 *
 * @param position byte position in the file
 * @param expected what the format asks for there
 * @param actual what stands there
 */
public record Damage(long position, String expected, String actual) {

  /** This damage as the error that names operation and file. */
  public CorruptionException in(String operation, Path path, String advice) {
    return new CorruptionException(operation, path, position, expected, actual, advice);
  }
}
