package io.segsnap.log;

import io.segsnap.format.FileKind;
import io.segsnap.format.IndexContents;
import io.segsnap.io.AtomicFile;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stores the indexes of a segment. Existing files are replaced, never written into: a snapshot may
 * share their inodes.
 */
final class IndexWriter {

  private IndexWriter() {}

  /** The caller syncs the directory. */
  static void write(
      Disk disk, Path directory, long baseOffset, IndexContents contents, boolean sync)
      throws IOException {
    Path offsets = FileKind.OFFSET_INDEX.in(directory, baseOffset);
    Path times = FileKind.TIME_INDEX.in(directory, baseOffset);
    Path transactions = FileKind.TXN_INDEX.in(directory, baseOffset);
    AtomicFile.replace(disk, offsets, contents.offsetIndex(), sync);
    AtomicFile.replace(disk, times, contents.timeIndex(), sync);
    ByteBuffer aborted = contents.transactionIndex();
    if (aborted.hasRemaining()) {
      AtomicFile.replace(disk, transactions, aborted, sync);
    } else if (Files.exists(transactions)) {
      disk.delete(transactions);
    }
  }
}
