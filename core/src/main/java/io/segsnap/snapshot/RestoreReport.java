package io.segsnap.snapshot;

import java.nio.file.Path;
import java.util.List;

/**
 * What a restore did.
 *
 * @param id of the snapshot
 * @param target the restored partition directory
 * @param files how many files it holds
 * @param bytes how many bytes they have
 * @param logStartOffset first offset that readers may see
 * @param highWaterMark last offset + 1
 * @param filesWithoutChecksums linked files for which the manifest has no checksums yet: of these,
 *     {@code .log} files were checked by the batches' own CRCs, others only for being copied
 *     faithfully. Verifying the snapshot once gives it checksums
 * @param notes what the operator should know or do, one line each
 */
public record RestoreReport(
    String id,
    Path target,
    int files,
    long bytes,
    long logStartOffset,
    long highWaterMark,
    List<String> filesWithoutChecksums,
    List<String> notes) {

  public RestoreReport {
    filesWithoutChecksums = List.copyOf(filesWithoutChecksums);
    notes = List.copyOf(notes);
  }
}
