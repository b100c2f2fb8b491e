package io.segsnap.log;

import io.segsnap.format.BatchScanner;
import io.segsnap.format.Damage;
import io.segsnap.format.FileKind;
import io.segsnap.format.Producer;
import io.segsnap.format.ProducerSnapshot;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Finds the producer state as of an offset: the newest valid snapshot, and the batches since. */
final class ProducerStates {

  private ProducerStates() {}

  /**
   * @param offset a segment's base offset or the log end offset
   * @param window scratch memory for the scan
   */
  static ProducerState at(Disk disk, PartitionDirectory listing, long offset, ByteBuffer window)
      throws IOException {
    for (long from : listing.producerSnapshots().headSet(offset, true).descendingSet()) {
      Optional<List<Producer>> known = read(listing, from);
      if (known.isPresent()) {
        return replay(disk, listing, new ProducerState(known.get()), from, offset, window);
      }
    }
    return replay(disk, listing, new ProducerState(), 0, offset, window);
  }

  private static Optional<List<Producer>> read(PartitionDirectory listing, long offset)
      throws IOException {
    return SmallFile.read(FileKind.PRODUCER_SNAPSHOT.in(listing.path(), offset))
        .flatMap(content -> ProducerSnapshot.parse(ByteBuffer.wrap(content)));
  }

  private static ProducerState replay(
      Disk disk,
      PartitionDirectory listing,
      ProducerState state,
      long from,
      long to,
      ByteBuffer window)
      throws IOException {
    List<Long> bases = listing.baseOffsets();
    for (int i = 0; from < to && i < bases.size() && bases.get(i) < to; i++) {
      long end = i + 1 < bases.size() ? bases.get(i + 1) : Long.MAX_VALUE;
      if (end > from) {
        replaySegment(disk, listing, state, bases.get(i), from, Math.min(to, end), window);
      }
    }
    return state;
  }

  private static void replaySegment(
      Disk disk,
      PartitionDirectory listing,
      ProducerState state,
      long base,
      long from,
      long to,
      ByteBuffer window)
      throws IOException {
    try (DiskFile log = disk.openForRead(listing.file(FileKind.LOG, base))) {
      var depth = BatchScanner.Depth.CHECKSUMS;
      var scanner = new BatchScanner(log, window, depth, 0, log.size(), base);
      while (scanner.next() && scanner.batch().baseOffset() < to) {
        if (scanner.batch().baseOffset() >= from) {
          state.add(scanner.batch());
        }
      }
      Damage damage = scanner.damage();
      if (damage != null && scanner.nextOffset() < to) {
        throw damage.in("read producers from", log.path(), "restore it from a snapshot");
      }
    }
  }
}
