package io.segsnap.snapshot;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.LockedException;
import io.segsnap.NotDueException;
import io.segsnap.NotFoundException;
import io.segsnap.SegsnapException;
import io.segsnap.StorageException;
import io.segsnap.copy.CopyEngine;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import io.segsnap.io.RangeChecksums;
import io.segsnap.log.DirectoryPoint;
import io.segsnap.log.Log;
import io.segsnap.log.LogPoint;
import io.segsnap.retention.Candidate;
import io.segsnap.retention.Retention;
import io.segsnap.retention.RetentionPolicy;
import io.segsnap.retention.Verdict;
import io.segsnap.snapshot.SnapshotWriter.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The snapshots of one partition directory, kept in its {@code .snapshots} or in another folder.
 *
 * <p>What creates or deletes holds the folder's lock file meanwhile. Calls on one manager that need
 * it wait for each other; where another manager or process holds it, they fail with {@link
 * LockedException} at once. Reading needs no lock. Thread safe.
 *
 * <p>A snapshot, a restore and a delete either happen or do not, also when the machine crashes.
 * What a crash leaves behind under a hidden name is swept by the next call that holds the lock.
 * Whatever creates, restores or verifies is cancelled by an interrupt of the calling thread or an
 * exception of its progress listener, and leaves nothing behind.
 */
public final class SnapshotManager {

  private static final String DEFAULT_FOLDER = ".snapshots";

  private final Path logDirectory;
  private final SnapshotFolder folder;
  private final Disk disk;
  private final Clock clock;
  private final Catalog catalog;
  private final FolderLock lock;
  private final SnapshotWriter writer;
  private final SnapshotVerifier verifier;
  private final SnapshotRestorer restorer;

  /** Opens the point to take a snapshot of. */
  @FunctionalInterface
  interface PointOpener {
    LogPoint open() throws IOException;
  }

  private SnapshotManager(Path logDirectory, SnapshotOptions options) {
    this.logDirectory = logDirectory;
    this.folder = new SnapshotFolder(
        options.snapshotDirectory().orElse(logDirectory.resolve(DEFAULT_FOLDER)));
    this.disk = options.disk();
    this.clock = options.clock();
    this.catalog = new Catalog(disk, folder);
    this.lock = new FolderLock(disk, folder);
    BufferPool pool = new BufferPool(CopyEngine.BUFFER_BYTES);
    CopyEngine engine = new CopyEngine(disk, pool, options.threadFactory(), options.pacer());
    this.writer = new SnapshotWriter(disk, folder, engine, pool, options.threadFactory());
    this.verifier = new SnapshotVerifier(disk, pool, options.threadFactory());
    this.restorer = new SnapshotRestorer(disk, engine, pool, options.threadFactory());
  }

  /**
   * Opens the snapshots of a log. Nothing is created. Leftovers of a crash are swept and a stale
   * catalog is rewritten, unless another process is at work or the folder can't be written.
   *
   * @param logDirectory the partition directory; may be missing where a separate snapshot directory
   *     exists, to restore a lost log
   * @param options where and with what
   * @return a manager that holds nothing open
   * @throws NotFoundException if there is neither a log nor a snapshot directory
   * @throws StorageException if the folder can't be read
   */
  public static SnapshotManager open(Path logDirectory, SnapshotOptions options)
      throws IOException {
    Path directory = logDirectory.toAbsolutePath().normalize();
    SnapshotManager manager = new SnapshotManager(directory, options);
    if (!Files.isDirectory(directory) && !manager.folder.exists()) {
      throw new NotFoundException(
          "open", directory, "no such directory", "name a partition directory");
    }
    manager.tidy();
    return manager;
  }

  private void tidy() throws IOException {
    if (!folder.exists() || (folder.leftovers().isEmpty() && catalog.load().isCurrent())) {
      return;
    }
    try {
      lock.ifFree(() -> {
        folder.sweep(disk);
        catalog.rewrite();
      });
    } catch (StorageException e) {
      return; // a folder that can't be written can still be read
    }
  }

  /**
   * Creates a snapshot of a log that goes on being written. The log is held only to note where it
   * ends; copying follows.
   *
   * @param log open on this manager's log directory
   * @param options how
   * @return the snapshot, published and in the catalog
   * @throws InvalidRequestException if the log is that of another directory
   * @throws NotDueException if the minimum interval since the newest snapshot is not over
   * @throws io.segsnap.UnsupportedStrategyException if the file system doesn't have the strategy
   * @throws LockedException if another process is at work in the folder
   * @throws CorruptionException if a file is shorter than the log says
   * @throws StorageException if the file system fails; nothing was published
   */
  public Snapshot create(Log log, CreateOptions options) throws IOException {
    return create(log::point, true, options);
  }

  /**
   * Creates a snapshot of a directory that no one writes. What opening a log would mend there, such
   * as a torn tail, is mended in the snapshot and left as it is in the directory.
   *
   * @param options how
   * @return the snapshot, published and in the catalog
   * @throws InvalidRequestException if this is no partition directory
   * @throws NotDueException if the minimum interval since the newest snapshot is not over
   * @throws io.segsnap.UnsupportedStrategyException if the file system doesn't have the strategy
   * @throws LockedException if another process writes the log, or did so meanwhile, or is at work
   *     in the folder
   * @throws CorruptionException if anything but the tail of the log is damaged
   * @throws StorageException if the file system fails; nothing was published
   */
  public Snapshot create(CreateOptions options) throws IOException {
    return create(() -> DirectoryPoint.open(logDirectory, disk), false, options);
  }

  /**
   * Creates a snapshot of a point that is opened, and closed, under the lock.
   *
   * @param owned whether this process has the log open
   */
  Snapshot create(PointOpener opener, boolean owned, CreateOptions options) throws IOException {
    if (!Files.isDirectory(logDirectory)) {
      throw new NotFoundException(
          "create", logDirectory, "no such directory", "name a partition directory");
    }
    return lock.hold(() -> createLocked(opener, owned, options));
  }

  private Snapshot createLocked(PointOpener opener, boolean owned, CreateOptions options)
      throws IOException {
    Instant created = clock.instant();
    requireDue(options, created);
    // Before the sweep, so that not even the id of a snapshot that never came to be is used again.
    String id = SnapshotId.of(SnapshotId.next(created, catalog.lastNumber()));
    folder.sweep(disk);
    try (LogPoint point = opener.open()) {
      checkDirectory(point);
      CopyStrategy strategy = options.strategy() == CopyStrategy.AUTO
          ? CopyStrategy.pick(disk, logDirectory, folder.path(), owned)
          : options.strategy();
      Draft draft =
          new Draft(id, created, topicPartition(), strategy, owned, earlierLinks(strategy));
      Snapshot snapshot = stage(draft, point, options);
      point.requireUnchanged();
      disk.rename(folder.creating(id), folder.published(id));
      if (options.synced()) {
        disk.syncDirectory(folder.path());
      }
      catalog.rewriteWith(snapshot, options.synced());
      return snapshot;
    } catch (IOException | RuntimeException | Error e) {
      Cleanup.after(e, () -> unpublish(id));
      throw e;
    }
  }

  /** A file that has another length than it had is no damage if somebody wrote to it meanwhile. */
  private Snapshot stage(Draft draft, LogPoint point, CreateOptions options) throws IOException {
    try {
      return writer.stage(draft, point, options);
    } catch (CorruptionException e) {
      try {
        point.requireUnchanged();
      } catch (LockedException changed) {
        changed.addSuppressed(e);
        throw changed;
      }
      throw e;
    }
  }

  /** The newest snapshot's files, which may know checksums of what is linked again. */
  private Map<String, ManifestFile> earlierLinks(CopyStrategy strategy) throws IOException {
    List<Snapshot> snapshots = list().snapshots();
    boolean isUseful = strategy == CopyStrategy.LINK
        && !snapshots.isEmpty()
        && snapshots.get(0).captures().containsKey(CopyStrategy.LINK);
    if (!isUseful) {
      return Map.of();
    }
    Map<String, ManifestFile> files = new HashMap<>();
    try {
      for (ManifestFile file : manifest("create", snapshots.get(0).id()).files()) {
        if (file.inode().isPresent() && file.checksums().isPresent()) {
          files.put(file.name(), file);
        }
      }
    } catch (CorruptionException e) {
      return Map.of(); // what is wrong with another snapshot doesn't keep this one
    }
    return files;
  }

  private void requireDue(CreateOptions options, Instant now) throws IOException {
    Optional<Instant> due =
        Retention.nextDue(candidates(catalog.load().toList()), options.minInterval(), now);
    if (due.isPresent()) {
      throw new NotDueException("create", folder.path(), due.get());
    }
  }

  private static List<Candidate> candidates(SnapshotList list) {
    return list.snapshots().stream()
        .map(snapshot -> new Candidate(snapshot.id(), snapshot.created(), snapshot.tags()))
        .toList();
  }

  private void checkDirectory(LogPoint point) throws IOException {
    if (!Files.isSameFile(point.directory(), logDirectory)) {
      throw new InvalidRequestException(
          "create",
          logDirectory,
          "the log given is that of " + point.directory(),
          "give each log its own manager");
    }
  }

  private void unpublish(String id) throws IOException {
    if (folder.isPublished(id)) {
      disk.rename(folder.published(id), folder.creating(id));
    }
    SnapshotFolder.remove(disk, folder.creating(id));
  }

  private String topicPartition() {
    Path name = logDirectory.getFileName();
    return name == null ? "" : name.toString();
  }

  /**
   * Lists what is published.
   *
   * @return the snapshots, newest first, and those whose manifest is damaged
   * @throws StorageException if the folder can't be read
   */
  public SnapshotList list() throws IOException {
    return catalog.load().toList();
  }

  /**
   * Reads a snapshot's metadata from its manifest.
   *
   * @param id of the snapshot
   * @return the snapshot
   * @throws NotFoundException if there is none of that id
   * @throws InvalidRequestException if the text is no id
   * @throws CorruptionException if the manifest is damaged
   */
  public Snapshot get(String id) throws IOException {
    return manifest("get", id).snapshot();
  }

  /**
   * Turns {@code latest} into an id.
   *
   * @param idOrLatest an id, which is returned as it is, or {@code latest}
   * @return the id of the newest snapshot whose manifest is sound
   * @throws NotFoundException if there is no snapshot
   */
  public String resolve(String idOrLatest) throws IOException {
    if (!idOrLatest.equals("latest")) {
      return idOrLatest;
    }
    List<Snapshot> snapshots = list().snapshots();
    if (snapshots.isEmpty()) {
      throw new NotFoundException(
          "find the latest snapshot in", folder.path(), "there is none", "create one");
    }
    return snapshots.get(0).id();
  }

  private Manifest manifest(String operation, String id) throws IOException {
    checkPublished(operation, id);
    return reading(operation, id, () -> Catalog.readManifest(disk, folder, id, operation));
  }

  /** A reader holds no lock: what is missing since another deleted the snapshot meanwhile is no damage. */
  private <T> T reading(String operation, String id, FolderLock.Action<T> action)
      throws IOException {
    try {
      return action.run();
    } catch (CorruptionException | StorageException e) {
      if (folder.isPublished(id)) {
        throw e;
      }
      NotFoundException deleted = Catalog.noSuchSnapshot(operation, folder, id);
      deleted.addSuppressed(e);
      throw deleted;
    }
  }

  private void checkPublished(String operation, String id) throws IOException {
    SnapshotId.check(operation, id);
    if (!folder.isPublished(id)) {
      throw Catalog.noSuchSnapshot(operation, folder, id);
    }
  }

  /**
   * Reads every byte of a snapshot: all files against their lengths and checksums, and every batch
   * against its own checksum, the order of offsets and the bounds of its segment. Each byte is read
   * once; threads share the work by files. Missing, extra, and irregular files are named too.
   *
   * <p>Linked files have no checksums until a first verify finds them sound; then it writes them
   * into the manifest, if nobody else holds the lock.
   *
   * @param id of the snapshot
   * @param options how
   * @return what was found; damage is reported, not thrown
   * @throws NotFoundException if there is none of that id, or it was deleted meanwhile
   * @throws CorruptionException if the manifest itself is damaged
   * @throws StorageException if a file can't be read
   */
  public VerifyReport verify(String id, VerifyOptions options) throws IOException {
    Manifest manifest = manifest("verify", id);
    SnapshotVerifier.Outcome outcome =
        reading("verify", id, () -> verifier.verify(folder.published(id), manifest, options));
    VerifyReport report = outcome.report();
    if (!report.isClean()) {
      checkPublished("verify", id);
    }
    if (!report.isClean() || outcome.newChecksums().isEmpty()) {
      return report;
    }
    int added = addChecksums(id, outcome.newChecksums());
    return new VerifyReport(
        id, report.files(), report.bytes(), report.batches(), added, report.problems());
  }

  private int addChecksums(String id, Map<String, RangeChecksums> computed) throws IOException {
    try {
      boolean added = lock.ifFree(() -> {
        Manifest extended = manifest("verify", id).withChecksums(computed);
        extended.write(disk, folder.manifest(id), true);
        catalog.rewriteWith(extended.snapshot(), true);
      });
      return added ? computed.size() : 0;
    } catch (SegsnapException e) {
      return 0; // what was verified holds, whether or not it can be noted
    }
  }

  /**
   * Restores a snapshot by copying, each byte checked on the way. The result opens without a scan
   * and keeps all modification times.
   *
   * @param id of the snapshot
   * @param target a directory that is missing or empty, whose parent exists; for a differential
   *     restore it may hold anything, and may be the log itself while nobody has it open
   * @param options how
   * @return what was restored, with notes for the operator
   * @throws NotFoundException if there is none of that id, or it was deleted meanwhile
   * @throws InvalidRequestException if the target can't be used, or the text is no id
   * @throws CorruptionException if a byte of the snapshot is wrong; the target is as it
   *     was
   * @throws LockedException if another restore to the same target is at work, or, for a
   *     differential restore, another process in the folder
   * @throws StorageException if the file system fails; the target is as it was, or for a
   *     differential restore marked as unfinished until it is run again
   */
  public RestoreReport restore(String id, Path target, RestoreOptions options) throws IOException {
    Manifest manifest = manifest("restore", id);
    RestoreTarget checked = RestoreTarget.check(
        target, logDirectory, folder.path(), options.differential().isPresent());
    FolderLock.Action<RestoreReport> restore = () -> reading(
        "restore", id, () -> restorer.restore(folder.published(id), manifest, checked, options));
    // Were the snapshot deleted halfway, running again could not complete the target.
    boolean mustStay = options.differential().isPresent() && !options.dryRun();
    return mustStay && Files.isWritable(folder.path()) ? lock.hold(restore) : restore.run();
  }

  /**
   * Deletes a snapshot, also one that is damaged. Durable when this returns.
   *
   * @param id of the snapshot
   * @throws NotFoundException if there is none of that id
   * @throws InvalidRequestException if the text is no id
   * @throws LockedException if another process is at work in the folder
   * @throws StorageException if the file system fails; run it again
   */
  public void delete(String id) throws IOException {
    checkPublished("delete", id);
    lock.hold(() -> {
      checkPublished("delete", id);
      remove(id);
      catalog.rewrite();
      return id;
    });
  }

  /** Durably hides a snapshot, then takes it apart. */
  private void remove(String id) throws IOException {
    disk.rename(folder.published(id), folder.deleting(id));
    disk.syncDirectory(folder.path());
    SnapshotFolder.remove(disk, folder.deleting(id));
  }

  /**
   * Says what {@link #cleanup} would do now, and changes nothing. Damaged snapshots are left out,
   * and count for nothing: they are for people to look at and to delete by their ids.
   *
   * @param policy by which to judge
   * @return one verdict for each snapshot, newest first
   * @throws StorageException if the folder can't be read
   */
  public List<Verdict> judge(RetentionPolicy policy) throws IOException {
    return Retention.judge(candidates(list()), policy, clock.instant());
  }

  /**
   * Deletes the snapshots that a policy does not keep. One that can't be deleted is reported and
   * doesn't keep the others. Durable when this returns.
   *
   * @param policy by which to judge
   * @return one result for each snapshot, newest first
   * @throws LockedException if another process is at work in the folder
   * @throws StorageException if the folder can't be read or the catalog not be written
   */
  public List<CleanupResult> cleanup(RetentionPolicy policy) throws IOException {
    if (!folder.exists()) {
      return List.of();
    }
    return lock.hold(() -> {
      folder.sweep(disk);
      List<CleanupResult> results = new ArrayList<>();
      for (Verdict verdict : judge(policy)) {
        results.add(verdict.keep() ? CleanupResult.of(verdict) : carryOut(verdict));
      }
      catalog.rewrite();
      return results;
    });
  }

  private CleanupResult carryOut(Verdict verdict) {
    try {
      remove(verdict.id());
      return CleanupResult.of(verdict);
    } catch (IOException e) {
      return new CleanupResult(verdict, Optional.of(e));
    }
  }

  /**
   * Measures what the snapshots take.
   *
   * @return the sizes of all snapshots, newest first, damaged ones included
   * @throws StorageException if a folder can't be read
   */
  public SnapshotSizes size() throws IOException {
    return SnapshotSizes.of(folder);
  }
}
