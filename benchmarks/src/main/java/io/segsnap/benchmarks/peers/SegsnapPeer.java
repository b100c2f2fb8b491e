package io.segsnap.benchmarks.peers;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** segsnap itself, with one thread for each processor; each snapshot is a whole one. */
final class SegsnapPeer implements Peer {

  private final CopyStrategy strategy;
  private @Nullable Path data;
  private @Nullable Path home;

  SegsnapPeer(CopyStrategy strategy) {
    this.strategy = strategy;
  }

  @Override
  public String name() {
    return "segsnap " + strategy;
  }

  @Override
  public boolean isOurs() {
    return true;
  }

  @Override
  public boolean sharesFiles() {
    return strategy == CopyStrategy.LINK;
  }

  @Override
  public void begin(Path newData, Path newHome) {
    data = newData;
    home = newHome;
  }

  private SnapshotManager manager() throws IOException {
    if (data == null || home == null) {
      throw new IllegalStateException("begin comes first");
    }
    return SnapshotManager.open(
        data, SnapshotOptions.defaults().withSnapshotDirectory(home.resolve("snapshots")));
  }

  @Override
  public void backUp() throws IOException {
    manager()
        .create(CreateOptions.defaults().withStrategy(strategy).withMinInterval(Duration.ZERO));
  }

  @Override
  public void restore(Path target) throws IOException {
    SnapshotManager manager = manager();
    manager.restore(manager.resolve("latest"), target, RestoreOptions.defaults());
  }

  @Override
  public boolean hasCheck() {
    return true;
  }

  @Override
  public void check() throws IOException {
    SnapshotManager manager = manager();
    var report = manager.verify(manager.resolve("latest"), VerifyOptions.defaults());
    if (!report.isClean()) {
      throw BenchmarkException.wrongBytes("verify finds " + report.problems());
    }
  }
}
