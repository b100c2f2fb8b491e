package io.segsnap.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code create}. */
final class KilledCreate implements KilledCommand {

  private final KillBench bench;
  private final List<String> options;
  private int files;

  KilledCreate(KillBench bench, String... options) {
    this.bench = bench;
    this.options = List.of(options);
  }

  @Override
  public List<String> prepare() {
    files = KillBench.count(bench.snapshots().resolve(bench.ids().get(1)));
    List<String> args = new ArrayList<>(List.of("create", bench.log().toString(), "--force"));
    args.addAll(options);
    return args;
  }

  @Override
  public int progress() throws IOException {
    return bench.others().isEmpty()
        ? KillBench.count(KillBench.find(bench.snapshots(), ".creating-"))
        : files;
  }

  @Override
  public boolean isDone() throws IOException {
    List<String> others = bench.others();
    return !others.isEmpty() && bench.isInCatalog(others.get(0));
  }

  @Override
  public void checkKilled() throws IOException {
    assertTrue(bench.checkSnapshots().size() <= 1);
  }

  @Override
  public void checkRerun(List<String> args) throws IOException {
    if (bench.others().isEmpty()) {
      KillBench.rerun(args);
    }
    assertEquals(1, bench.checkSnapshots().size());
  }

  @Override
  public void undo() throws IOException {
    for (String id : bench.others()) {
      bench.manager().delete(id);
    }
  }
}
