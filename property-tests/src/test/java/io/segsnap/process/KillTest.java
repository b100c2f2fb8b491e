package io.segsnap.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.crash.Scratch;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import io.segsnap.proof.ProofHook;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The real command line, killed with SIGKILL at moments that are spread over what it does. */
@Tag("any-jdk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTest {

  private static final int KILLS = Integer.getInteger("segsnap.processes.kills", 3);
  private static final int SIGKILL = 128 + 9;

  /** Of so many kills one at least comes before the command is done. */
  private static final int ENOUGH = 3;

  /** On a busy machine a command may be done before it is seen how far it is: so much more often. */
  private static final int PATIENCE = 10;

  private static final String SEED = ProofHook.seed();

  private final Random random = new Random(Long.parseLong(SEED));
  private Scratch scratch;
  private KillBench bench;

  @BeforeAll
  void makeSnapshots() throws IOException {
    scratch = new Scratch();
    bench = new KillBench(scratch.path());
  }

  @AfterAll
  void remove() throws IOException {
    scratch.close();
  }

  @Test
  void createIsAllOrNothing() throws Exception {
    kill("create", new KilledCreate(bench, "--limit", "8m"));
  }

  @Test
  void createByLinksIsAllOrNothing() throws Exception {
    kill("create by links", new KilledCreate(bench, "--strategy", "link"));
  }

  @Test
  void restoreIsAllOrNothing() throws Exception {
    kill("restore", new KilledRestore(bench, false));
  }

  @Test
  void restoreToAnEmptyDirectoryIsAllOrNothing() throws Exception {
    kill("restore to an empty directory", new KilledRestore(bench, true));
  }

  @Test
  void differentialRestoreIsCompletedByRunningItAgain() throws Exception {
    kill("differential restore", new KilledDifferential(bench));
  }

  @Test
  void deleteIsAllOrNothing() throws Exception {
    kill("delete", new KilledDelete(bench, false));
  }

  @Test
  void cleanupIsAllOrNothing() throws Exception {
    kill("cleanup", new KilledDelete(bench, true));
  }

  @Test
  void generateLeavesALogThatOpens() throws Exception {
    kill("generate", new KilledGenerate(bench));
  }

  private void kill(String name, KilledCommand command) throws Exception {
    int halfway = 0;
    int kills = 0;
    int end = progressOfWholeRun(command);
    while (kills < KILLS || (halfway * ENOUGH < KILLS && kills < KILLS * PATIENCE)) {
      List<String> args = command.prepare();
      int moment = 1 + (int) ((kills % KILLS + random.nextDouble()) * (end - 1) / KILLS);
      boolean killed = killAt(args, command, moment);
      halfway += killed && command.progress() > 0 && !command.isDone() ? 1 : 0;
      check(name, command, args);
      kills++;
    }
    Proof.add(Section.PROCESSES, name + ": killed", kills);
    Proof.add(Section.PROCESSES, name + ": killed halfway", halfway);
    int found = halfway;
    assertTrue(found * ENOUGH >= KILLS, () -> "killed halfway only " + found + " times");
  }

  private void check(String name, KilledCommand command, List<String> args) throws IOException {
    try {
      command.checkKilled();
      command.checkRerun(args);
      bench.checkNothingIsLeft();
      command.undo();
    } catch (IOException | AssertionError e) {
      throw new AssertionError(name + ": " + e, e);
    }
  }

  /** How far the command gets, and that it does what it should if nobody kills it. */
  private int progressOfWholeRun(KilledCommand command) throws Exception {
    List<String> args = command.prepare();
    KillBench.rerun(args);
    int end = command.progress();
    assertTrue(command.isDone() && end > 1, () -> "progress " + end);
    command.undo();
    return end;
  }

  private static boolean killAt(List<String> args, KilledCommand command, int moment)
      throws Exception {
    Process process = JavaProcess.segsnap(args);
    try {
      while (process.isAlive() && command.progress() < moment) {
        Thread.onSpinWait();
      }
    } finally {
      process.destroyForcibly();
    }
    return process.waitFor() == SIGKILL;
  }
}
