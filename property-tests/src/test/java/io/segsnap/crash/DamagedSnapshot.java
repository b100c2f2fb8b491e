package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.SegsnapException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.log.LogChecksums;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.snapshot.VerifyProblem;
import io.segsnap.snapshot.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * A snapshot that is damaged in every way, one at a time, and asked each time what verify says of it
 * and what restore makes of it.
 */
final class DamagedSnapshot {

  private static final int PAGE = 512;
  private static final int NO_POSITION = -1;
  private static final String MANIFEST = "manifest.json";
  private static final VerifyOptions VERIFY = VerifyOptions.defaults().withThreads(1);
  private static final RestoreOptions RESTORE = RestoreOptions.defaults()
      .withStrategy(CopyStrategy.OFF_HEAP)
      .withThreads(1)
      .withSynced(false);

  /** What came of it. */
  static final class Tally {
    int tried;
    int verified;
    int located;
    int restored;
    int equal;
    final List<String> silent = new ArrayList<>();
  }

  /**
   * One damage.
   *
   * @param name of the file
   * @param position of the first byte that is not as it was, or -1 where that makes no sense
   */
  private record Change(String name, String what, int position) {

    /** Only the manifest is summed as a whole. */
    boolean isLocated(long found) {
      return position == NO_POSITION || name.equals(MANIFEST) || found >= 0;
    }

    @Override
    public String toString() {
      return name + " " + what + ": ";
    }
  }

  private final Path scratch;
  private final SnapshotManager manager;
  private final String id;
  private final Path held;
  private final SortedMap<String, String> files;
  private final SortedMap<String, String> restored;
  private final Tally tally = new Tally();

  private DamagedSnapshot(Path scratch, SnapshotManager manager, String id) throws IOException {
    this.scratch = scratch;
    this.manager = manager;
    this.id = id;
    this.held = scratch.resolve("snapshots").resolve(id);
    this.files = Contents.of(held);
    this.restored = restore();
  }

  static DamagedSnapshot create(Path scratch, Origin origin) throws IOException {
    Path log = scratch.resolve("topic-0");
    VariedLog.create(log, origin.hasGaps());
    if (!origin.isKnownToLog()) {
      Files.delete(log.resolve(LogChecksums.FILE_NAME));
    }
    SnapshotManager manager = SnapshotManager.open(
        log, SnapshotOptions.defaults().withSnapshotDirectory(scratch.resolve("snapshots")));
    String id = manager
        .create(CreateOptions.defaults().withStrategy(origin.strategy()).withThreads(1))
        .id();
    if (origin == Origin.LINKED_AND_VERIFIED) {
      VerifyReport report = manager.verify(id, VERIFY);
      assertTrue(report.isClean() && report.checksumsAdded() > 0);
    }
    return new DamagedSnapshot(scratch, manager, id);
  }

  Tally tally() {
    return tally;
  }

  private SortedMap<String, String> restore() throws IOException {
    Path target = scratch.resolve("restored-0");
    manager.restore(id, target, RESTORE);
    SortedMap<String, String> contents = Contents.of(target);
    SnapshotScenario.remove(target);
    return contents;
  }

  void changeEveryByte() throws IOException {
    for (String name : files.keySet()) {
      changeFile(name);
    }
  }

  private void changeFile(String name) throws IOException {
    Path file = held.resolve(name);
    byte[] original = Files.readAllBytes(file);
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
    Path aside = Files.move(file, scratch.resolve("aside"));
    check(new Change(name, "missing", NO_POSITION));
    Files.createDirectory(file);
    check(new Change(name, "a directory", NO_POSITION));
    Files.delete(file);
    Files.move(aside, file);
  }

  /** Puts other bytes into a file's place; the file itself may be linked elsewhere. */
  private void replace(Path file, byte[] content, String what) throws IOException {
    byte[] before = Files.readAllBytes(file);
    if (Arrays.equals(before, content)) {
      return;
    }
    Path aside = Files.move(file, scratch.resolve("aside"));
    Files.write(file, content);
    Files.setLastModifiedTime(file, Files.getLastModifiedTime(aside));
    check(new Change(file.getFileName().toString(), what, Arrays.mismatch(before, content)));
    Files.delete(file);
    Files.move(aside, file);
  }

  void exchangeFiles() throws IOException {
    for (String one : files.keySet()) {
      Path file = held.resolve(one);
      for (String other : files.keySet()) {
        if (!files.get(one).equals(files.get(other))) {
          replace(file, Files.readAllBytes(held.resolve(other)), "replaced by " + other);
        }
        if (one.compareTo(other) < 0 && !files.get(one).equals(files.get(other))) {
          swap(file, held.resolve(other));
          String noticed = other.equals(MANIFEST) ? other : one;
          check(new Change(noticed, "one of " + one + " and " + other + " swapped", NO_POSITION));
          swap(file, held.resolve(other));
        }
      }
      Path copy = held.resolve("0" + one);
      Files.copy(file, copy);
      check(new Change("0" + one, "an extra copy of " + one, NO_POSITION));
      Files.delete(copy);
    }
  }

  private void swap(Path one, Path other) throws IOException {
    Path aside = Files.move(one, scratch.resolve("aside"));
    Files.move(other, one);
    Files.move(aside, other);
  }

  private void check(Change change) throws IOException {
    tally.tried++;
    boolean isFound = isFoundByVerify(change);
    tally.verified += isFound ? 1 : 0;
    try {
      boolean isEqual = restore().equals(restored);
      tally.equal += isEqual ? 1 : 0;
      if (!isEqual) {
        tally.silent.add(change + "restored something else");
      } else if (!isFound) {
        tally.silent.add(change + "not found by verify");
      }
    } catch (CorruptionException e) {
      tally.restored++;
      if (!e.getMessage().contains(held.toString()) || !change.isLocated(e.position())) {
        tally.silent.add(change + "restore does not say where: " + e);
      }
    } catch (SegsnapException e) {
      tally.silent.add(change + "not called corruption: " + e);
    }
  }

  /** The first verify of linked files notes their checksums; each change is to meet it anew. */
  private boolean isFoundByVerify(Change change) throws IOException {
    Path manifest = held.resolve(MANIFEST);
    byte[] before = Files.isRegularFile(manifest) ? Files.readAllBytes(manifest) : null;
    boolean isFound = verify(change);
    if (before != null && !Arrays.equals(before, Files.readAllBytes(manifest))) {
      Files.write(manifest, before);
    }
    return isFound;
  }

  private boolean verify(Change change) throws IOException {
    try {
      VerifyReport report = manager.verify(id, VERIFY);
      List<Long> positions = report.problems().stream()
          .filter(problem -> problem.file().equals(change.name))
          .map(VerifyProblem::position)
          .toList();
      long position = positions.stream().mapToLong(Long::longValue).max().orElse(NO_POSITION);
      if (!report.isClean() && (positions.isEmpty() || !change.isLocated(position))) {
        tally.silent.add(change + "verify names " + report.problems());
      }
      tally.located += position >= 0 ? 1 : 0;
      return !report.isClean();
    } catch (CorruptionException e) {
      if (!e.getMessage().contains(change.name) || !change.isLocated(e.position())) {
        tally.silent.add(change + "verify names " + e);
      }
      tally.located += e.position() >= 0 ? 1 : 0;
      return true;
    }
  }
}
