package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.SegsnapException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.RangeChecksums;
import io.segsnap.log.LogCheckpoint;
import io.segsnap.log.LogChecksums;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.snapshot.VerifyProblem;
import io.segsnap.snapshot.VerifyReport;
import java.io.IOException;
import java.nio.ByteBuffer;
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

  /** Of a batch: its length follows its offset, and what its own checksum covers begins behind that. */
  private static final int OFFSET_OF_LENGTH = 8;

  private static final int OFFSET_BEHIND_LENGTH = 12;
  private static final int OFFSET_BEHIND_CHECKSUM = 21;
  private static final String MANIFEST = "manifest.json";
  private static final String CHECKPOINT = LogCheckpoint.FILE_NAME;
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
   * @param other another file that restore may come upon first
   * @param atVerify where verify must find it
   * @param atRestore where restore must
   */
  private record Change(String name, String other, String what, Where atVerify, Where atRestore) {

    Change(String name, String what, Where atVerify, Where atRestore) {
      this(name, name, what, atVerify, atRestore);
    }

    /** Of a file as a whole. */
    Change(String name, String what) {
      this(name, what, Where.ANY, Where.ANY);
    }

    static Change ofTwo(String name, String other, String what) {
      return new Change(name, other, what, Where.ANY, Where.ANY);
    }

    @Override
    public String toString() {
      return name + " " + what + ": ";
    }
  }

  /** Positions that are of use to whoever looks for a damage, both included; there may be none. */
  private record Where(long least, long most) {

    static final Where ANY = new Where(NO_POSITION, Long.MAX_VALUE);

    static Where at(long position) {
      return new Where(position, position);
    }

    boolean has(long position) {
      return position >= least && position <= most;
    }
  }

  private final Path scratch;
  private final SnapshotManager manager;
  private final String id;
  private final Path held;
  private final SortedMap<String, String> files;
  private final SortedMap<String, String> restored;
  private final Tally tally = new Tally();
  private final Tally ofManifest = new Tally();

  /** Whether segments have checksums beside those that their batches have. */
  private final boolean areSegmentsSummed;

  private DamagedSnapshot(Path scratch, SnapshotManager manager, String id, Origin origin)
      throws IOException {
    this.areSegmentsSummed = origin != Origin.LINKED_FROM_A_LOG_WITHOUT_CHECKSUMS;
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
    return new DamagedSnapshot(scratch, manager, id, origin);
  }

  /** Of all files but the manifest. */
  Tally tally() {
    return tally;
  }

  /** Of the manifest, which is summed as a whole. */
  Tally tallyOfManifest() {
    return ofManifest;
  }

  private Tally tallyOf(Change change) {
    return change.name.equals(MANIFEST) ? ofManifest : tally;
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
    check(new Change(name, "missing"));
    Files.createDirectory(file);
    check(new Change(name, "a directory"));
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
    check(changeOf(file.getFileName().toString(), what, before, content));
    Files.delete(file);
    Files.move(aside, file);
  }

  /**
   * Another length shows where the shorter content ends; other bytes show in the range that is summed, or in
   * the batch that they lie in. What comes before a batch's own checksum is not covered by it, and may
   * contradict only what the next batch begins with.
   */
  private Change changeOf(String name, String what, byte[] before, byte[] after) {
    if (name.equals(MANIFEST)) {
      return new Change(name, what);
    }
    int at = Arrays.mismatch(before, after);
    int range = at - at % RangeChecksums.RANGE_BYTES;
    Where ofRange = new Where(range, at);
    if (before.length != after.length) {
      Where end = Where.at(Math.min(before.length, after.length));
      // what the checkpoint says is compared as a whole
      return new Change(name, what, name.equals(CHECKPOINT) ? ofRange : end, end);
    }
    if (!name.endsWith(".log")) {
      return new Change(name, what, ofRange, ofRange);
    }
    int batch = startOfBatch(before, at);
    boolean isCovered = at - batch >= OFFSET_BEHIND_CHECKSUM;
    Where ofBatch = new Where(batch, isCovered ? at : batch + lengthOfBatch(before, batch));
    boolean isSummed = areSegmentsSummed || name.equals(lastSegment());
    return new Change(
        name, what, isCovered || !isSummed ? ofBatch : ofRange, isSummed ? ofRange : ofBatch);
  }

  /** That of an active segment is copied, and so summed, whatever becomes of the others. */
  private String lastSegment() {
    return files.keySet().stream()
        .filter(name -> name.endsWith(".log"))
        .reduce((one, next) -> next)
        .orElseThrow();
  }

  private static int startOfBatch(byte[] segment, int position) {
    int start = 0;
    while (start + lengthOfBatch(segment, start) <= position) {
      start += lengthOfBatch(segment, start);
    }
    return start;
  }

  private static int lengthOfBatch(byte[] segment, int start) {
    return OFFSET_BEHIND_LENGTH + ByteBuffer.wrap(segment).getInt(start + OFFSET_OF_LENGTH);
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
          String what = "one of " + one + " and " + other + " swapped";
          boolean isManifest = other.equals(MANIFEST);
          check(Change.ofTwo(isManifest ? other : one, isManifest ? one : other, what));
          swap(file, held.resolve(other));
        }
      }
      Path copy = held.resolve("0" + one);
      Files.copy(file, copy);
      check(new Change("0" + one, "an extra copy of " + one));
      Files.delete(copy);
    }
  }

  private void swap(Path one, Path other) throws IOException {
    Path aside = Files.move(one, scratch.resolve("aside"));
    Files.move(other, one);
    Files.move(aside, other);
  }

  private void check(Change change) throws IOException {
    Tally tally = tallyOf(change);
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
      Path file = e.path();
      boolean isNamed =
          file.equals(held.resolve(change.name)) || file.equals(held.resolve(change.other));
      if (!isNamed || !change.atRestore.has(e.position())) {
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
    Tally tally = tallyOf(change);
    try {
      VerifyReport report = manager.verify(id, VERIFY);
      List<Long> positions = report.problems().stream()
          .filter(problem -> problem.file().equals(change.name))
          .map(VerifyProblem::position)
          .toList();
      if (!report.isClean() && positions.stream().noneMatch(change.atVerify::has)) {
        tally.silent.add(change + "verify names " + report.problems());
      }
      tally.located += positions.stream().anyMatch(position -> position >= 0) ? 1 : 0;
      return !report.isClean();
    } catch (CorruptionException e) {
      if (!e.getMessage().contains(change.name) || !change.atVerify.has(e.position())) {
        tally.silent.add(change + "verify names " + e);
      }
      tally.located += e.position() >= 0 ? 1 : 0;
      return true;
    }
  }
}
