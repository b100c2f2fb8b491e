package io.segsnap.snapshot;

import io.segsnap.copy.CopySource;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a restore is to make.
 *
 * @param manifest of the result, as if it were a snapshot itself
 * @param sources where its files come from, in the manifest's order
 * @param strays files in the snapshot's folder that don't belong to it
 */
record RestorePlan(Manifest manifest, List<CopySource> sources, List<String> strays) {

  /** The whole snapshot. */
  static RestorePlan of(Disk disk, Path directory, Manifest manifest) throws IOException {
    List<CopySource> sources = manifest.files().stream()
        .<CopySource>map(file -> new StoredSource(disk, directory, file))
        .toList();
    return new RestorePlan(manifest, sources, SnapshotVerifier.extraFiles(directory, manifest));
  }
}
