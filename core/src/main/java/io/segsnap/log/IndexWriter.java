package io.segsnap.log;

import io.segsnap.format.FileKind;
import io.segsnap.format.IndexContents;
import io.segsnap.io.AtomicFile;
import io.segsnap.io.Disk;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Stores the indexes of a segment. Existing files are replaced, never written into: a snapshot may
 * share their inodes.
 */
final class IndexWriter {

  private IndexWriter() {}

  /** The caller syncs the directory. Returns the checksums of what was written. */
  static Map<FileKind, RangeChecksums> write(
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
    Map<FileKind, RangeChecksums> written = new EnumMap<>(FileKind.class);
    written.put(FileKind.OFFSET_INDEX, RangeChecksums.of(contents.offsetIndex()));
    written.put(FileKind.TIME_INDEX, RangeChecksums.of(contents.timeIndex()));
    written.put(FileKind.TXN_INDEX, RangeChecksums.of(contents.transactionIndex()));
    return written;
  }
}
