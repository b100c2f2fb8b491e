package io.segsnap.crash;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A call that changed something, or made a change durable, as {@link RecordingDisk} saw it. Paths are
 * relative to the recorded root; {@code file} numbers open files in the order of their opening.
 */
sealed interface Call {

  /** Makes an empty file. */
  record Create(Path path, int file, FileTime modified) implements Call {}

  /** Changes nothing; tells which file a number stands for. */
  record Open(Path path, int file) implements Call {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Write(int file, long position, byte[] bytes, FileTime modified) implements Call {}

  record Truncate(int file, long size, FileTime modified) implements Call {}

  record Sync(int file) implements Call {}

  record SetLastModified(Path path, FileTime modified) implements Call {}

  record Link(Path link, Path existing) implements Call {}

  record Rename(Path from, Path to) implements Call {}

  record Delete(Path path) implements Call {}

  record CreateDirectory(Path path) implements Call {}

  record SyncDirectory(Path path) implements Call {}

  /** Changes nothing; something was promised to the caller. */
  record Promise(String text) implements Call {}

  /** Whether a crash before this call and one after it can leave different things. */
  default boolean changes() {
    return !(this instanceof Open || this instanceof Promise);
  }

  default boolean isSync() {
    return this instanceof Sync || this instanceof SyncDirectory;
  }
}
