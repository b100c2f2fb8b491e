package io.segsnap.process;

import io.segsnap.crash.Contents;
import io.segsnap.crash.Scratch;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code restore} into a directory that is missing, or empty. */
final class KilledRestore implements KilledCommand {

  private final KillBench bench;
  private final boolean existed;
  private final Path target;
  private final String id;

  KilledRestore(KillBench bench, boolean existed) {
    this.bench = bench;
    this.existed = existed;
    this.target = bench.folder().resolve("restored-0");
    this.id = bench.ids().get(1);
  }

  @Override
  public List<String> prepare() throws IOException {
    if (existed) {
      Files.createDirectory(target);
    }
    return List.of("restore", bench.log().toString(), id, target.toString(), "--limit", "8m");
  }

  @Override
  public int progress() {
    int staged = KillBench.count(KillBench.find(bench.folder(), ".restored-0.restoring-"));
    return Math.max(staged, KillBench.count(target));
  }

  @Override
  public boolean isDone() {
    return KillBench.count(target) > 0;
  }

  @Override
  public void checkKilled() throws IOException {
    if (isDone()) {
      Contents.assertSame(bench.known(id), TestLogs.contents(target), "the target");
    }
    KillBench.assertNoOther(bench.checkSnapshots());
  }

  @Override
  public void checkRerun(List<String> args) throws IOException {
    if (!isDone()) {
      KillBench.rerun(args);
    }
    Contents.assertSame(bench.known(id), TestLogs.contents(target), "the target");
  }

  @Override
  public void undo() throws IOException {
    Scratch.remove(target);
    Files.deleteIfExists(bench.folder().resolve(".restored-0.restoring.lock"));
  }
}
