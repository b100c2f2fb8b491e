package io.segsnap.snapshot;

import io.segsnap.format.FileKind;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.log.LogCheckpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The checkpoint that makes a snapshot folder, or what is restored from it, open without a scan. It
 * follows from the manifest, so it needs no checksum of its own.
 */
final class CheckpointFile {

  static final String NAME = LogCheckpoint.FILE_NAME;

  private CheckpointFile() {}

  static byte[] content(Manifest manifest) {
    Snapshot snapshot = manifest.snapshot();
    List<Long> segments = snapshot.segmentBaseOffsets();
    String activeLog = FileKind.LOG.nameOf(segments.get(segments.size() - 1));
    long activeBytes = manifest.files().stream()
        .filter(file -> file.name().equals(activeLog))
        .mapToLong(ManifestFile::lengthBytes)
        .sum();
    return LogCheckpoint.clean(snapshot.logStartOffset(), snapshot.highWaterMark(), activeBytes)
        .toBytes();
  }

  static void write(Disk disk, Path directory, boolean synced, Manifest manifest)
      throws IOException {
    try (DiskFile file = disk.create(directory.resolve(NAME))) {
      file.write(ByteBuffer.wrap(content(manifest)), 0);
      if (synced) {
        file.sync();
      }
    }
  }
}
