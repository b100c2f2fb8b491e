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
    List<IndexCheck> indexes = withIndexes ? openIndexes(baseOffset) : List.of();
    try (DiskFile log = disk.openForRead(path)) {
      batches.open(log, sizeBytes, baseOffset);
      while (batches.next()) {
        RecordBatch batch = batches.batch();
        records.check(path, batches.position(), batch);
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
    indexes.forEach(IndexCheck::end);
  }

  private List<IndexCheck> openIndexes(long baseOffset) throws IOException {
    List<IndexCheck> indexes = new ArrayList<>();
    Path offsets = files.apply(FileKind.OFFSET_INDEX, baseOffset);
    if (exists(offsets)) {
      indexes.add(new OffsetIndexCheck(disk, offsets, baseOffset, problems).begin());
    }
    Path times = files.apply(FileKind.TIME_INDEX, baseOffset);
    if (exists(times)) {
      indexes.add(new TimeIndexCheck(disk, times, baseOffset, problems).begin());
    }
    Path transactions = files.apply(FileKind.TXN_INDEX, baseOffset);
    if (Files.exists(transactions)) {
      indexes.add(new TransactionIndexCheck(disk, transactions, problems).begin());
    }
    return indexes;
  }

  private boolean exists(Path index) {
    boolean exists = Files.exists(index);
    if (!exists) {
      problems.add(index, -1, "an index file", "none");
    }
    return exists;
  }
}
