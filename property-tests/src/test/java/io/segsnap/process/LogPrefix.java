package io.segsnap.process;

import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** Compares directories by their {@code .log} files. */
final class LogPrefix {

  private LogPrefix() {}

  /** Whether a directory holds, byte for byte, what another begins with; the other may be growing. */
  static boolean isOf(Path log, Path prefix) throws IOException {
    return isOf(log, TestLogs.logContents(prefix));
  }

  /** The same for {@code .log} files by name that were read before the log is. */
  static boolean isOf(Path log, SortedMap<String, String> actual) throws IOException {
    SortedMap<String, String> expected = TestLogs.logContents(log);
    List<String> names = expected.keySet().stream().limit(actual.size()).toList();
    if (actual.isEmpty() || !names.equals(List.copyOf(actual.keySet()))) {
      return false;
    }
    return names.stream()
        .allMatch(name -> name.equals(actual.lastKey())
            ? expected.get(name).startsWith(actual.get(name))
            : expected.get(name).equals(actual.get(name)));
  }
}
