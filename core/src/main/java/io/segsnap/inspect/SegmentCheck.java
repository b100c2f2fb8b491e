package io.segsnap.inspect;

import io.segsnap.format.Damage;
import io.segsnap.format.FileKind;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;

/** Checks one segment after the other: its batches, their records, and its index files. */
final class SegmentCheck {

  private final Disk disk;
  private final BiFunction<FileKind, Long, Path> files;
  private final Problems problems;
  private final LongConsumer progress;
  private final WholeBatches batches = new WholeBatches();
  private final OpenTransactions transactions = new OpenTransactions();
  private final RecordCheck records;

  /** {@code files} tells where a file of a segment is. */
  SegmentCheck(
      Disk disk, BiFunction<FileKind, Long, Path> files, Problems problems, LongConsumer progress) {
    this.disk = disk;
    this.files = files;
    this.problems = problems;
    this.progress = progress;
    this.records = new RecordCheck(problems);
  }

  /**
   * Checks a segment.
   *
   * @param sizeBytes how much of the {@code .log} file counts
   * @param endOffset the next segment's base offset
   * @param withIndexes whether the index files are in use, so that they must be right
   */
  void check(long baseOffset, long sizeBytes, long endOffset, boolean withIndexes)
      throws IOException {
    Path path = files.apply(FileKind.LOG, baseOffset);
    List<IndexCheck> indexes = new ArrayList<>();
    try (DiskFile log = disk.openForRead(path)) {
      boolean lacksAborted = withIndexes && !openIndexes(baseOffset, indexes);
      batches.open(log, sizeBytes, baseOffset);
      while (batches.next()) {
        RecordBatch batch = batches.batch();
        records.check(path, batches.position(), batch);
        transactions.add(batch);
        if (lacksAborted && transactions.isAborted()) {
          addMissing(files.apply(FileKind.TXN_INDEX, baseOffset));
        }
        for (IndexCheck index : indexes) {
          index.batch(batches.position(), batch);
        }
        progress.accept(batch.sizeBytes());
      }
      finish(path, endOffset, indexes);
    } finally {
      for (IndexCheck index : indexes) {
        index.close();
      }
    }
  }

  private void finish(Path path, long endOffset, List<IndexCheck> indexes) {
    Damage damage = batches.damage();
    if (damage != null) {
      problems.add(path, damage.position(), damage.expected(), damage.actual());
      return;
    }
    if (batches.nextOffset() > endOffset) {
      problems.add(path, -1, "offsets below " + endOffset, "offset " + (batches.nextOffset() - 1));
    }
    indexes.forEach(index -> index.end(batches.nextOffset()));
  }

  /**
   * Adds to the list at once, so that each is closed if a later one can't be opened. Whether there is
   * an index of aborted transactions, which a segment without any has not.
   */
  private boolean openIndexes(long baseOffset, List<IndexCheck> indexes) throws IOException {
    Path offsets = files.apply(FileKind.OFFSET_INDEX, baseOffset);
    if (require(offsets)) {
      indexes.add(new OffsetIndexCheck(disk, offsets, baseOffset, problems));
    }
    Path times = files.apply(FileKind.TIME_INDEX, baseOffset);
    if (require(times)) {
      indexes.add(new TimeIndexCheck(disk, times, baseOffset, problems));
    }
    Path aborted = files.apply(FileKind.TXN_INDEX, baseOffset);
    boolean hasAborted = Files.exists(aborted);
    if (hasAborted) {
      indexes.add(new TransactionIndexCheck(disk, aborted, transactions, problems));
    }
    for (IndexCheck index : indexes) {
      index.begin();
    }
    return hasAborted;
  }

  /** Whether the file is there; that it is not is a problem. */
  private boolean require(Path index) {
    boolean exists = Files.exists(index);
    if (!exists) {
      addMissing(index);
    }
    return exists;
  }

  private void addMissing(Path index) {
    problems.add(index, -1, "an index file", "none");
  }
}
