package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CleanupCommandTest extends CommandTestBase {

  private static final int LEVELS = 12;
  private static final String LONG_NAME = "d".repeat(200);

  /** Cleans up a snapshot that can't be deleted. */
  private Run cleanUp(String first, Object... args) throws IOException {
    Path snapshots = folder.resolve("orders-0/.snapshots");
    Path end = putWhatCanNotBeDeleted(snapshots.resolve(first));
    Run run = run(args);
    Path moved = snapshots.resolve(".deleting-" + first);
    Files.move(moved.resolve(snapshots.resolve(first).relativize(end)), folder.resolve("freed"));
    assertEquals(ExitCode.FAILURE, run.exitCode(), run.out() + run.err());
    return run;
  }

  @Test
  void shouldFailWhenASnapshotCanNotBeDeletedAndDeleteTheOthers() throws IOException {
    Path log = log();
    String first = create(log);
    String second = create(log);
    String third = create(log);
    Run run = cleanUp(first, "cleanup", log, "--max-snapshots", "1");
    assertTrue(run.out().contains(first + "  FAILED"), run.out());
    assertTrue(run.out().contains(second + "  deleted"), run.out());
    assertTrue(run.out().contains(third + "  keep"), run.out());
    assertTrue(run.err().contains("segsnap: "), run.err());
  }

  @Test
  void shouldTellProgramsWhyASnapshotCanNotBeDeleted() throws IOException {
    Path log = log();
    String first = create(log);
    create(log);
    Run run = cleanUp(first, "cleanup", log, "--max-snapshots", "1", "--json");
    assertTrue(run.out().contains("\"failure\" : \"delete"), run.out());
  }

  /** Directories so deep that no system call can name the last ones: that holds for root as well. */
  private Path putWhatCanNotBeDeleted(Path directory) throws IOException {
    Path below = folder.resolve("deep");
    Files.createDirectories(deep(below));
    Path end = deep(directory).resolve("end");
    Files.createDirectories(end.getParent());
    return Files.move(below, end);
  }

  private static Path deep(Path directory) {
    Path deep = directory;
    for (int level = 0; level < LEVELS; level++) {
      deep = deep.resolve(LONG_NAME);
    }
    return deep;
  }
}
