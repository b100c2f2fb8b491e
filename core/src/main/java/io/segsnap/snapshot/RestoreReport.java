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
 * @param bytesWritten how many of these were written; fewer than all in a differential restore
 * @param removed files of the target that did not belong to it and were moved aside, or deleted
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
    long bytesWritten,
    List<String> removed,
    long logStartOffset,
    long highWaterMark,
    List<String> filesWithoutChecksums,
    List<String> notes) {

  public RestoreReport {
    removed = List.copyOf(removed);
    filesWithoutChecksums = List.copyOf(filesWithoutChecksums);
    notes = List.copyOf(notes);
  }

  RestoreReport withRemoved(List<String> names) {
    return new RestoreReport(
        id,
        target,
        files,
        bytes,
        bytesWritten,
        names,
        logStartOffset,
        highWaterMark,
        filesWithoutChecksums,
        notes);
  }
}
