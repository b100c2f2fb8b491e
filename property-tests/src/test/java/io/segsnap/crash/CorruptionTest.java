package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.SegsnapException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.snapshot.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every byte of a snapshot changed, every file cut at every length, and files exchanged. */
@Execution(ExecutionMode.CONCURRENT)
class CorruptionTest {

  private static final int PAGE = 512;
  private static final int EPOCH_START = 12;
  private static final int EPOCH_END = 16;
  private static final String LAST_SEGMENT = "00000000000000000008.l";
  private static final VerifyOptions VERIFY = VerifyOptions.defaults().withThreads(1);
  private static final RestoreOptions RESTORE = RestoreOptions.defaults()
      .withStrategy(CopyStrategy.OFF_HEAP)
      .withThreads(1)
      .withSynced(false);

  /** How the snapshot came about, and so what it knows of its files. */
  enum Origin {
    COPIED,
    /** Until a first verify only the CRCs of the batches protect what is linked. */
    LINKED,
    LINKED_AND_VERIFIED
  }

  private static final class Tally {
    int tried;
    int verified;
    int restored;
    int equal;
    int unprotected;
    final List<String> silent = new ArrayList<>();
  }

  @ParameterizedTest
  @EnumSource
  void isDetectedOrMakesNoDifference(Origin origin) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Case test = new Case(scratch.path(), origin);
      for (String name : test.files.keySet()) {
        test.changeFile(name);
      }
      test.exchangeFiles();
      Tally tally = test.tally;
      Proof.add(
          Section.CORRUPTION,
          origin.toString().toLowerCase(Locale.ROOT).replace('_', ' '),
          tally.tried,
          tally.verified,
          tally.restored,
          tally.equal,
          tally.unprotected,
          tally.silent.size());
      assertTrue(tally.tried > 10_000, "tried " + tally.tried);
      assertEquals(List.of(), tally.silent.stream().limit(400).toList());
    }
  }

  private static final class Case {
    private final Path scratch;
    private final Origin origin;
    private final SnapshotManager manager;
    private final String id;
    private final Path held;
    private final SortedMap<String, String> files;
    private final SortedMap<String, String> restored;
    private final Tally tally = new Tally();

    Case(Path scratch, Origin origin) throws IOException {
      this.scratch = scratch;
      this.origin = origin;
      Path log = scratch.resolve("topic-0");
      SmallLog.create(log, 9);
      manager = SnapshotManager.open(
          log, SnapshotOptions.defaults().withSnapshotDirectory(scratch.resolve("snapshots")));
      id = manager
          .create(CreateOptions.defaults()
              .withStrategy(origin == Origin.COPIED ? CopyStrategy.OFF_HEAP : CopyStrategy.LINK)
              .withThreads(1))
          .id();
      if (origin == Origin.LINKED_AND_VERIFIED) {
        assertTrue(manager.verify(id, VERIFY).isClean());
      }
      held = scratch.resolve("snapshots").resolve(id);
      files = Contents.of(held);
      restored = restore();
    }

    private SortedMap<String, String> restore() throws IOException {
      Path target = scratch.resolve("restored-0");
      manager.restore(id, target, RESTORE);
      SortedMap<String, String> contents = Contents.of(target);
      SnapshotScenario.remove(target);
      return contents;
    }

    void changeFile(String name) throws IOException {
      Path file = held.resolve(name);
      byte[] original = Files.readAllBytes(file);
      var modified = Files.getLastModifiedTime(file);
      for (int at = 0; at < original.length; at++) {
        byte[] flipped = original.clone();
        flipped[at] ^= (byte) (1 << at % 8);
        replace(file, flipped, "bit flipped at " + at);
        replace(file, Arrays.copyOf(original, at), "cut at " + at);
      }
      for (int from = 0; from < original.length; from += PAGE) {
        byte[] zeroed = original.clone();
        Arrays.fill(zeroed, from, Math.min(from + PAGE, zeroed.length), (byte) 0);
        replace(file, zeroed, "page zeroed at " + from);
      }
      replace(file, Arrays.copyOf(original, original.length + 1), "one byte more");
      Files.delete(file);
      check(name, "missing");
      Files.createDirectory(file);
      check(name, "a directory");
      Files.delete(file);
      Files.write(file, original);
      Files.setLastModifiedTime(file, modified);
    }

    /** Puts other bytes into a file's place; the file itself may be linked elsewhere. */
    private void replace(Path file, byte[] content, String change) throws IOException {
      var modified = Files.getLastModifiedTime(file);
      byte[] before = Files.readAllBytes(file);
      Files.delete(file);
      Files.write(file, content);
      Files.setLastModifiedTime(file, modified);
      check(file.getFileName().toString(), change);
      Files.write(file, before);
      Files.setLastModifiedTime(file, modified);
    }

    void exchangeFiles() throws IOException {
      for (String one : files.keySet()) {
        for (String other : files.keySet()) {
          if (!files.get(one).equals(files.get(other))) {
            byte[] content = Files.readAllBytes(held.resolve(other));
            replace(held.resolve(one), content, "replaced by " + other);
          }
        }
        Path copy = held.resolve("0" + one);
        Files.copy(held.resolve(one), copy);
        check("0" + one, "an extra copy of " + one);
        Files.delete(copy);
      }
    }

    private void check(String name, String change) throws IOException {
      tally.tried++;
      boolean isFound = isFoundByVerify(name, change);
      tally.verified += isFound ? 1 : 0;
      try {
        boolean isEqual = restore().equals(restored);
        tally.equal += isEqual ? 1 : 0;
        if (!isEqual && !isFound && isUnprotected(name, change)) {
          tally.unprotected++;
        } else if (!isEqual) {
          tally.silent.add(name + " " + change + ": restored something else");
        } else if (!isFound && isTold(name)) {
          tally.silent.add(name + " " + change + ": not found by verify");
        }
      } catch (CorruptionException e) {
        tally.restored++;
        if (!e.getMessage().contains(held.toString())) {
          tally.silent.add(name + " " + change + ": does not say where: " + e);
        }
      } catch (SegsnapException e) {
        tally.silent.add(name + " " + change + ": not called corruption: " + e);
      }
    }

    /**
     * Whether the bytes are outside of every batch's CRC, in a file that has no checksum yet: those
     * of a leader epoch, and of what can be derived from the batches.
     */
    private boolean isUnprotected(String name, String change) {
      boolean isSealed = !name.startsWith(LAST_SEGMENT) && Character.isDigit(name.charAt(0));
      if (origin != Origin.LINKED || !isSealed) {
        return false;
      }
      if (!name.endsWith(".log")) {
        return change.matches("bit flipped.*|page zeroed.*|replaced by.*");
      }
      if (!change.startsWith("bit flipped")) {
        return false;
      }
      int at = Integer.parseInt(change.replaceAll("\\D", ""));
      int inBatch = at % SmallLog.BATCH_BYTES;
      return inBatch >= EPOCH_START && inBatch < EPOCH_END;
    }

    /** All but the lock is known to the snapshot, and any difference of it must be named. */
    private static boolean isTold(String name) {
      return !name.startsWith(".");
    }

    /** The first verify of linked files notes their checksums; each change is to meet it anew. */
    private boolean isFoundByVerify(String name, String change) throws IOException {
      Path manifest = held.resolve("manifest.json");
      byte[] before = Files.isRegularFile(manifest) ? Files.readAllBytes(manifest) : null;
      boolean isFound = verify(name, change);
      if (before != null) {
        Files.write(manifest, before);
      }
      return isFound;
    }

    private boolean verify(String name, String change) throws IOException {
      try {
        VerifyReport report = manager.verify(id, VERIFY);
        boolean isNamed =
            report.problems().stream().anyMatch(problem -> problem.file().equals(name));
        if (!report.isClean() && !isNamed) {
          tally.silent.add(name + " " + change + ": verify names " + report.problems());
        }
        return !report.isClean();
      } catch (CorruptionException e) {
        if (!e.getMessage().contains(name)) {
          tally.silent.add(name + " " + change + ": verify names " + e);
        }
        return true;
      }
    }
  }
}
