package io.segsnap.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code delete} of a snapshot, or {@code cleanup} that deletes one between a newer one and two pinned ones. */
final class KilledDelete implements KilledCommand {

  private final KillBench bench;
  private final boolean isCleanup;
  private String victim = "";
  private Set<String> kept = Set.of();
  private int files;

  KilledDelete(KillBench bench, boolean isCleanup) {
    this.bench = bench;
    this.isCleanup = isCleanup;
  }

  @Override
  public List<String> prepare() throws IOException {
    victim = bench.createAnother();
    files = KillBench.count(bench.snapshots().resolve(victim));
    String log = bench.log().toString();
    if (!isCleanup) {
      return List.of("delete", log, victim);
    }
    kept = Set.of(bench.createAnother());
    return List.of("cleanup", log, "--max-snapshots", "1", "--pin-tag", KillBench.PIN);
  }

  @Override
  public int progress() {
    Path deleting = bench.snapshots().resolve(".deleting-" + victim);
    if (Files.exists(bench.snapshots().resolve(victim))) {
      return 0;
    }
    return files + 1 - KillBench.count(deleting);
  }

  @Override
  public boolean isDone() throws IOException {
    return progress() == files + 1
        && !Files.exists(bench.snapshots().resolve(".deleting-" + victim))
        && !bench.isInCatalog(victim);
  }

  @Override
  public void checkKilled() throws IOException {
    Set<String> found = bench.checkSnapshots();
    assertTrue(found.containsAll(kept), () -> "lost " + kept);
    found.removeAll(kept);
    assertTrue(Set.of(victim).containsAll(found));
  }

  @Override
  public void checkRerun(List<String> args) throws IOException {
    if (bench.others().contains(victim)) {
      KillBench.rerun(args);
    }
    assertEquals(kept, bench.checkSnapshots());
  }

  @Override
  public void undo() throws IOException {
    for (String id : kept) {
      bench.manager().delete(id);
    }
  }
}
