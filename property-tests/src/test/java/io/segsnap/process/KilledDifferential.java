package io.segsnap.process;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.crash.Contents;
import io.segsnap.crash.Scratch;
import io.segsnap.log.Log;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** {@code restore --differential} onto a copy of the log that went another way. */
final class KilledDifferential implements KilledCommand {

  private static final int SHARED_OFFSETS = 100;
  private static final int OTHER_RECORDS = 400;

  private final KillBench bench;
  private final Path target;
  private final String id;
  private final Map<String, Object> before = new HashMap<>();
  private SortedMap<String, String> diverged;

  KilledDifferential(KillBench bench) {
    this.bench = bench;
    this.target = bench.folder().resolve("diverged-0");
    this.id = bench.ids().get(1);
  }

  @Override
  public List<String> prepare() throws IOException {
    bench.restore(bench.ids().get(0), target);
    try (Log log = Log.open(target, KillBench.OPTIONS)) {
      log.truncateTo(SHARED_OFFSETS);
      TestLogs.append(log, OTHER_RECORDS);
    }
    Files.createFile(target.resolve("00000000000000900000.log"));
    diverged = TestLogs.contents(target);
    before.clear();
    for (String name : diverged.keySet()) {
      before.put(name, Files.getLastModifiedTime(target.resolve(name)));
    }
    return List.of(
        "restore",
        bench.log().toString(),
        id,
        target.toString(),
        "--differential",
        "--limit",
        "8m");
  }

  @Override
  public int progress() {
    int changed = 0;
    String[] names = target.toFile().list();
    for (String name : names == null ? new String[0] : names) {
      changed += isChanged(name) ? 1 : 0;
    }
    return changed;
  }

  private boolean isChanged(String name) {
    try {
      Object now = Files.getLastModifiedTime(target.resolve(name));
      return !name.startsWith(".") && !now.equals(before.get(name));
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isMarked() {
    return Files.exists(target.resolve("segsnap-restoring"));
  }

  @Override
  public boolean isDone() throws IOException {
    return !isMarked() && TestLogs.contents(target).equals(bench.known(id));
  }

  @Override
  public void checkKilled() throws IOException {
    if (isMarked()) {
      assertThrows(
          InvalidRequestException.class,
          () -> Log.open(target, KillBench.OPTIONS).close());
    } else {
      SortedMap<String, String> found = TestLogs.contents(target);
      found.keySet().removeIf(name -> name.startsWith("segsnap-restoring"));
      assertTrue(found.equals(diverged) || found.equals(bench.known(id)), "neither old nor new");
    }
    KillBench.assertNoOther(bench.checkSnapshots());
  }

  @Override
  public void checkRerun(List<String> args) throws IOException {
    KillBench.rerun(args);
    Contents.assertSame(bench.known(id), TestLogs.contents(target), "the target");
  }

  @Override
  public void undo() throws IOException {
    Scratch.remove(target);
  }
}
