package io.segsnap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.format.SimpleRecord;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.snapshot.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example of the Java API. */
class QuickStartTest {

  @Test
  void theReadmesExampleSnapshotsAndRestoresALog(@TempDir Path folder) throws IOException {
    Path target = folder.resolve("restored-0");

    example(folder.resolve("topic-0"), target);

    try (Log restored = Log.open(target, LogOptions.defaults())) {
      assertEquals(1, restored.logEndOffset());
    }
  }

  private static void example(Path directory, Path target) throws IOException {
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      log.append(List.of(SimpleRecord.of(System.currentTimeMillis(), "key", "value")));

      SnapshotManager snapshots = SnapshotManager.open(directory, SnapshotOptions.defaults());
      Snapshot snapshot = snapshots.create(log, CreateOptions.defaults().withLabel("first"));
      VerifyReport report = snapshots.verify(snapshot.id(), VerifyOptions.defaults());
      if (report.isClean()) {
        snapshots.restore(snapshot.id(), target, RestoreOptions.defaults());
      }
    }
  }

  @Test
  void theReadmeShowsThisExample() throws IOException {
    String test = Files.readString(Path.of("src/test/java/io/segsnap/QuickStartTest.java"));
    int start = test.indexOf("    try (Log log =");
    String example = test.substring(start, test.indexOf("\n    }\n", start) + "\n    }\n".length());

    String readme = Files.readString(Path.of("../README.md"));

    assertTrue(readme.contains(example.indent(-4)), example);
  }
}
