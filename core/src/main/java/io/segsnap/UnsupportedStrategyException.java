package io.segsnap;

import java.nio.file.Path;

/** A copy strategy that the file system or the machine does not have. Nothing was copied instead. */
public final class UnsupportedStrategyException extends SegsnapException {

  private static final long serialVersionUID = 1L;

  public UnsupportedStrategyException(String operation, Path path, String why) {
    super(line(operation, path, why, "choose another strategy; auto finds one that works"), null);
  }
}
