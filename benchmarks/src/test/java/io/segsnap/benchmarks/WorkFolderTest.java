package io.segsnap.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

  private final IOException failure = new IOException("No space left on device");

  @TempDir
  private Path parent;

  @Test
  void shouldMakeRoomBeforeAReportOfWhatWasMeasured() throws Exception {
    List<String> seen = new ArrayList<>();
    try (WorkFolder work = WorkFolder.in(parent)) {
      Files.writeString(work.path().resolve("large"), "bytes");
      work.rescue(failure, reason -> {
        seen.add(reason);
        try (Stream<Path> left = Files.list(work.path())) {
          left.forEach(file -> seen.add(file.toString()));
        }
      });
    }

    assertEquals(List.of(Failure.of(failure).line()), seen);
  }

  @Test
  void shouldKeepTheFirstFailureWhenTheReportFailsToo() throws Exception {
    IOException second = new IOException("write");
    try (WorkFolder work = WorkFolder.in(parent)) {
      work.rescue(failure, reason -> {
        throw second;
      });
    }

    assertArrayEquals(new Throwable[] {second}, failure.getSuppressed());
  }
}
