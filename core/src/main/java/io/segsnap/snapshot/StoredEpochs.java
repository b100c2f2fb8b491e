package io.segsnap.snapshot;

import io.segsnap.format.FileKind;
import io.segsnap.format.LeaderEpochs;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The leader epochs that a snapshot holds. */
final class StoredEpochs {

  private StoredEpochs() {}

  /** Reads the checkpoint; empty where its content is not that of the manifest. */
  static Optional<LeaderEpochs> read(Disk disk, Path directory, ManifestFile file)
      throws IOException {
    ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(file.lengthBytes()));
    try (DiskFile opened = disk.openForRead(directory.resolve(file.name()))) {
      opened.readFully(content, 0);
    }
    content.flip();
    boolean isSound = file.checksums().map(RangeChecksums.of(content)::equals).orElse(true);
    String text = new String(content.array(), StandardCharsets.ISO_8859_1);
    return isSound ? LeaderEpochs.parse(text) : Optional.empty();
  }

  /** Epochs by start offset to check batches against; none where the checkpoint is missing or damaged. */
  static NavigableMap<Long, Integer> byStartOffset(Disk disk, Path directory, Manifest manifest)
      throws IOException {
    Optional<ManifestFile> file = manifest.files().stream()
        .filter(held -> held.name().equals(FileKind.LEADER_EPOCH_CHECKPOINT))
        .findAny();
    if (file.isEmpty() || FileCheck.checkAttributes(directory, file.get()).isPresent()) {
      return new TreeMap<>();
    }
    return read(disk, directory, file.get())
        .map(LeaderEpochs::byStartOffset)
        .orElseGet(TreeMap::new);
  }
}
