package io.segsnap.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.crash.Scratch;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockTest {

  private static final int PROCESSES = 3;
  private static final int TRIES = 1_500 * Integer.getInteger("segsnap.processes.rounds", 5);

  @Test
  void noTwoProcessesHoldALockWhoseFileIsRemovedEachTime() throws IOException {
    List<WorkerProcess> workers = new ArrayList<>();
    try (Scratch scratch = new Scratch()) {
      for (int i = 0; i < PROCESSES; i++) {
        workers.add(new WorkerProcess(
            LockWorker.class, scratch.path().resolve(".lock").toString(), "" + TRIES));
      }
      for (WorkerProcess worker : workers) {
        worker.awaitReady();
      }
      for (WorkerProcess worker : workers) {
        worker.begin("go");
      }
      long held = 0;
      for (WorkerProcess worker : workers) {
        String[] counts = worker.awaitEnd().get(0).split(" ", -1);
        held += Long.parseLong(counts[0]);
        assertEquals("0", counts[1], "times that two held it");
      }
      long all = (long) PROCESSES * TRIES;
      assertTrue(held > 0 && held < all, "never refused, so never together: " + held);
      Proof.add(Section.PROCESSES, PROCESSES + " processes that remove a lock: taken", held);
      Proof.add(
          Section.PROCESSES, PROCESSES + " processes that remove a lock: refused", all - held);
    } finally {
      workers.forEach(WorkerProcess::close);
    }
  }
}
