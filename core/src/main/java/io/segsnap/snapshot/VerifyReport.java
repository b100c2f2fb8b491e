package io.segsnap.snapshot;

import java.util.List;

/**
 * What verifying a snapshot found.
 *
 * @param id of the snapshot
 * @param files how many files were read
 * @param bytes how many bytes were read
 * @param batches how many record batches were found valid
 * @param checksumsAdded how many linked files got their checksums into the manifest by this call
 * @param problems in the order of the files; of each file the first range whose checksum differs
 *     and the first batch that is not valid
 */
public record VerifyReport(
    String id,
    long files,
    long bytes,
    long batches,
    int checksumsAdded,
    List<VerifyProblem> problems) {

  public VerifyReport {
    problems = List.copyOf(problems);
  }

  /** {@return whether every byte is as it must be} */
  public boolean isClean() {
    return problems.isEmpty();
  }
}
