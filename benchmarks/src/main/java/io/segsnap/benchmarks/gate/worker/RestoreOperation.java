package io.segsnap.benchmarks.gate.worker;

import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.nio.file.Path;

/** Restores a whole snapshot, verified, into a new directory. */
final class RestoreOperation implements Operation {

  private final Site site;
  private final SnapshotManager manager;
  private final String id;
  private final RestoreOptions options;
  private final Path target;

  RestoreOperation(Site site, int threads) throws IOException {
    this.site = site;
    this.manager = site.kept();
    this.id = manager.resolve("latest");
    this.options = RestoreOptions.defaults().withThreads(threads).withSynced(site.synced());
    this.target = site.place("restored-0");
  }

  @Override
  public void run() throws IOException {
    manager.restore(id, target, options);
  }

  @Override
  public void describe(Content content) throws IOException {
    content.addFolder(target);
  }

  @Override
  public void clear() throws IOException {
    site.delete(target);
  }
}
