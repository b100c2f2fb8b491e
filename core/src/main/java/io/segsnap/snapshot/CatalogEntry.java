package io.segsnap.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * A snapshot as the catalog knows it, with the length and time of the manifest it was taken from:
 * while these are the same, the manifest need not be read.
 */
record CatalogEntry(Snapshot snapshot, long manifestBytes, Instant manifestModified) {

  static CatalogEntry of(Snapshot snapshot, Path manifest) throws IOException {
    BasicFileAttributes now = Attributes.of(manifest);
    return new CatalogEntry(snapshot, now.size(), now.lastModifiedTime().toInstant());
  }

  boolean describes(Path manifest) throws IOException {
    BasicFileAttributes now = Attributes.of(manifest);
    return now.isRegularFile()
        && now.size() == manifestBytes
        && now.lastModifiedTime().toInstant().equals(manifestModified);
  }
}
