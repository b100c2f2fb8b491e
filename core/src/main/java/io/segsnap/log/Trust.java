package io.segsnap.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.segsnap.format.FileKind;
import io.segsnap.format.LeaderEpochs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far a partition directory's content may be trusted unread: by segsnap's own checkpoint, as
 * long as nobody else wrote since, else by what a broker left in the {@code log.dir} around it.
 *
 * @param clean whether whoever wrote last closed the log
 * @param isOurs whether segsnap wrote last, as far as is known
 * @param recoveryPoint offsets below are valid and on disk, and empty segments below were always empty
 * @param logStartOffset first visible offset, 0 where nobody says
 * @param knownEnd the log end offset was at least that, with all below on disk; 0 where unknown
 * @param epochs the leader epochs, empty where unknown
 */
record Trust(
    boolean clean,
    boolean isOurs,
    long recoveryPoint,
    long logStartOffset,
    long knownEnd,
    LeaderEpochs epochs) {

  static Trust of(PartitionDirectory listing) throws IOException {
    Path path = listing.path();
    KafkaRoot root = new KafkaRoot(path);
    Optional<LogCheckpoint> own = LogCheckpoint.read(path);
    long logStart = Math.max(
        root.logStartOffset().orElse(0), own.map(LogCheckpoint::logStartOffset).orElse(0L));
    LeaderEpochs epochs = epochs(path);
    long knownEnd = own.map(LogCheckpoint::logEndOffset).orElse(0L);
    if (own.isPresent() && !own.get().clean()) {
      return new Trust(false, true, own.get().recoveryPoint(), logStart, knownEnd, epochs);
    }
    if (own.isPresent() && own.get().activeBytes() == lastSegmentBytes(listing)) {
      return new Trust(true, true, own.get().recoveryPoint(), logStart, knownEnd, epochs);
    }
    boolean closedByBroker =
        own.isEmpty() && root.isCleanlyShutDown() && root.recoveryPoint().isPresent();
    long recoveryPoint = root.recoveryPoint().orElse(0);
    return new Trust(closedByBroker, false, recoveryPoint, logStart, knownEnd, epochs);
  }

  private static long lastSegmentBytes(PartitionDirectory listing) throws IOException {
    long last = listing.baseOffsets().get(listing.baseOffsets().size() - 1);
    return SmallFile.size(listing.file(FileKind.LOG, last));
  }

  /** A malformed file counts as missing: epochs are stamped in the batches as well. */
  private static LeaderEpochs epochs(Path path) throws IOException {
    return SmallFile.read(path.resolve(FileKind.LEADER_EPOCH_CHECKPOINT))
        .flatMap(content -> LeaderEpochs.parse(new String(content, ISO_8859_1)))
        .orElseGet(LeaderEpochs::new);
  }
}
