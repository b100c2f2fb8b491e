package io.segsnap.benchmarks.gate.worker;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.nio.file.Path;

/** Creates the first snapshot of a closed log. */
final class CreateOperation implements Operation {

  private final Site site;
  private final CreateOptions options;
  private final Path snapshots;
  private final SnapshotManager manager;
  private String id = "";

  CreateOperation(Site site, CopyStrategy strategy, int threads) throws IOException {
    this.site = site;
    this.options = site.createOptions().withStrategy(strategy).withThreads(threads);
    this.snapshots = site.place("created");
    this.manager = site.manager(site.log(), snapshots);
  }

  @Override
  public void run() throws IOException {
    id = manager.create(options).id();
  }

  @Override
  public void describe(Content content) throws IOException {
    content.addFolder(snapshots.resolve(id));
  }

  @Override
  public void clear() throws IOException {
    site.delete(snapshots);
  }
}
