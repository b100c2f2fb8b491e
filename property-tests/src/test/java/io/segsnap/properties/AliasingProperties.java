package io.segsnap.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.log.Log;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.Extras;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A snapshot does nothing to its log, and the log nothing to its snapshot, whatever they share. */
class AliasingProperties {

  private static final CreateOptions CREATE = CreateOptions.defaults().withSynced(false);
  private static final RestoreOptions RESTORE = RestoreOptions.defaults().withSynced(false);

  /** What can be done to a log. */
  enum Change {
    APPEND,
    ROLL,
    TRUNCATE,
    DELETE_RECORDS,
    RETAIN,
    REOPEN,
    RESTORE_IN_PLACE
  }

  @Provide
  Arbitrary<CopyStrategy> strategies() {
    boolean hasClones = TemporaryFolder.hasClones();
    return Arbitraries.of(CopyStrategy.class)
        .filter(strategy -> hasClones || strategy != CopyStrategy.CLONE);
  }

  private static SnapshotManager manager(TemporaryFolder folder) throws IOException {
    return SnapshotManager.open(
        folder.path().resolve("topic-0"),
        SnapshotOptions.defaults().withSnapshotDirectory(folder.path().resolve("snapshots")));
  }

  @Property(tries = 40)
  void aCreateChangesNeitherAByteNorTheMetadataOfItsSource(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 6) Integer> batches,
      @ForAll("strategies") CopyStrategy strategy,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll boolean isOpen)
      throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Path directory = folder.path().resolve("topic-0");
      CreateOptions options = CREATE.withStrategy(strategy).withThreads(threads);
      boolean mayBeLinked = strategy == CopyStrategy.LINK || strategy == CopyStrategy.AUTO;
      Log log = Log.open(directory, SnapshotProperties.SMALL_SEGMENTS);
      try {
        SnapshotProperties.append(log, batches);
        SourceMetadata.addNotes(directory);
        Files.setPosixFilePermissions(
            directory.resolve("00000000000000000000.log"),
            PosixFilePermissions.fromString("rw-rw----"));
        if (!isOpen) {
          log.close();
        }
        Map<String, Map<String, Object>> before = SourceMetadata.of(directory, mayBeLinked);
        SnapshotManager manager = manager(folder);
        String id = (isOpen ? manager.create(log, options) : manager.create(options)).id();
        assertEquals(before, SourceMetadata.of(directory, mayBeLinked));
        manager.restore(id, folder.path().resolve("restored-0"), RESTORE);
        manager.delete(id);
        assertEquals(before, SourceMetadata.of(directory, mayBeLinked));
      } finally {
        log.close();
      }
    }
  }

  @Property(tries = 40)
  void nothingThatHappensToALogChangesAByteOfItsSnapshot(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 6) Integer> batches,
      @ForAll @Size(max = 8) List<Change> changes,
      @ForAll @IntRange(max = 100) int percent,
      @ForAll("strategies") CopyStrategy strategy)
      throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Path directory = folder.path().resolve("topic-0");
      SnapshotManager manager;
      Snapshot snapshot;
      Path made;
      Map<String, String> before;
      try (Log log = Log.open(directory, SnapshotProperties.SMALL_SEGMENTS)) {
        SnapshotProperties.append(log, batches);
        manager = manager(folder);
        snapshot = manager.create(log, CREATE.withStrategy(strategy));
        made = folder.path().resolve("snapshots").resolve(snapshot.id());
        before = SnapshotProperties.filesOf(made);
      }
      for (Change change : changes) {
        apply(change, manager, snapshot.id(), directory, batches, percent);
        assertEquals(before, SnapshotProperties.filesOf(made), "after " + change);
      }
      delete(directory);
      assertEquals(before, SnapshotProperties.filesOf(made), "without the log");
      assertTrue(manager.verify(snapshot.id(), VerifyOptions.defaults()).isClean());
      manager.restore(snapshot.id(), folder.path().resolve("restored-0"), RESTORE);
    }
  }

  private static void apply(
      Change change,
      SnapshotManager manager,
      String id,
      Path directory,
      List<Integer> batches,
      int percent)
      throws IOException {
    if (change == Change.RESTORE_IN_PLACE) {
      manager.restore(id, directory, RESTORE.withDifferential(Extras.REMOVE));
      return;
    }
    try (Log log =
        Log.open(directory, SnapshotProperties.SMALL_SEGMENTS.withRetentionBytes(3_000))) {
      long length = log.logEndOffset() - log.logStartOffset();
      long offset = log.logStartOffset() + length * percent / 100;
      switch (change) {
        case APPEND -> SnapshotProperties.append(log, batches);
        case ROLL -> log.roll();
        case TRUNCATE -> log.truncateTo(offset);
        case DELETE_RECORDS -> log.deleteRecordsBefore(offset);
        case RETAIN -> log.deleteOldSegments();
        default -> log.flush();
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 15)
  void aRestoreIsIdempotentAndRefusesATargetThatIsNotEmpty(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 6) Integer> batches,
      @ForAll("strategies") CopyStrategy strategy)
      throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      SnapshotManager manager;
      String id;
      try (Log log =
          Log.open(folder.path().resolve("topic-0"), SnapshotProperties.SMALL_SEGMENTS)) {
        SnapshotProperties.append(log, batches);
        manager = manager(folder);
        id = manager.create(log, CREATE.withStrategy(strategy)).id();
      }
      Path first = folder.path().resolve("first-0");
      Path second = Files.createDirectory(folder.path().resolve("second-0"));
      manager.restore(id, first, RESTORE);
      manager.restore(id, second, RESTORE);
      Map<String, String> restored = SnapshotProperties.filesOf(first);
      assertEquals(restored, SnapshotProperties.filesOf(second));
      assertThrows(InvalidRequestException.class, () -> manager.restore(id, first, RESTORE));
      assertEquals(restored, SnapshotProperties.filesOf(first));
      Path other = Files.createDirectory(folder.path().resolve("other"));
      Files.writeString(other.resolve("notes"), "mine");
      assertThrows(InvalidRequestException.class, () -> manager.restore(id, other, RESTORE));
      assertEquals(1, SnapshotProperties.filesOf(other).size());
    }
  }
}
