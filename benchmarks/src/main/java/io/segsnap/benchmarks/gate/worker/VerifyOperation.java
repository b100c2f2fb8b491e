package io.segsnap.benchmarks.gate.worker;

import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.snapshot.VerifyReport;
import java.io.IOException;

/** Verifies a snapshot, every byte and every batch. */
final class VerifyOperation implements Operation {

  private final SnapshotManager manager;
  private final String id;
  private final VerifyOptions options;
  private String found = "";

  VerifyOperation(Site site, int threads) throws IOException {
    this.manager = site.kept();
    this.id = manager.resolve("latest");
    this.options = VerifyOptions.defaults().withThreads(threads);
  }

  @Override
  public void run() throws IOException {
    VerifyReport report = manager.verify(id, options);
    found = report.files() + " " + report.bytes() + " " + report.batches() + " "
        + report.problems().size();
  }

  @Override
  public void describe(Content content) {
    content.add(found);
  }
}
