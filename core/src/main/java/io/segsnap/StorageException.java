package io.segsnap;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file system refused or failed a call; the cause holds its own words. */
public final class StorageException extends SegsnapException {

  private static final long serialVersionUID = 1L;

  public StorageException(String operation, Path path, IOException cause) {
    super(line(operation, path, reason(cause), advice(cause)), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "already exists";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static String advice(IOException cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("No space left")) {
      return "free some space and run it again";
    }
    if (cause instanceof AccessDeniedException || message.contains("Permission denied")) {
      return "check the owner and the mode of the file";
    }
    return "";
  }
}
