package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.copy.ProgressListener;
import io.segsnap.log.LogChecksums;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.Extras;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long operations, cancelled at each of their steps by the listener or by another thread. */
class CancelTest {

  private static final RestoreOptions RESTORE = RestoreOptions.defaults().withSynced(false);

  /** Cancels at its n-th call. */
  private static final class Canceller implements ProgressListener {
    private final boolean interrupts;
    private final Thread caller = Thread.currentThread();
    private int left;

    Canceller(int call, boolean interrupts) {
      this.left = call;
      this.interrupts = interrupts;
    }

    boolean isReached() {
      return left < 0;
    }

    @Override
    public void onProgress(long bytesDone, long bytesTotal) {
      if (left-- != 0) {
        return;
      }
      if (!interrupts) {
        throw new CancellationException("cancelled by the test");
      }
      caller.interrupt();
    }
  }

  @FunctionalInterface
  private interface Operation {
    void run(ProgressListener listener) throws IOException;
  }

  @FunctionalInterface
  private interface Check {
    void run() throws IOException;
  }

  /** Returns after how many calls it was cancelled. */
  private static int cancelAtEachCall(
      Path root, boolean interrupts, Operation operation, Check check) throws IOException {
    for (int call = 0; ; call++) {
      Canceller canceller = new Canceller(call, interrupts);
      boolean isDone = false;
      try {
        operation.run(canceller);
        isDone = true;
      } catch (CancellationException e) {
        assertTrue(!interrupts);
      } catch (InterruptedIOException e) {
        assertTrue(interrupts && Thread.interrupted(), "the interrupt is passed on");
      }
      boolean wasInterrupted = Thread.interrupted();
      assertEquals(Set.of(), Leaks.below(root), "after call " + call);
      if (isDone) {
        // an interrupt by the last call of all may come too late
        assertTrue(!canceller.isReached() || wasInterrupted, "went on after call " + call);
        return call;
      }
      check.run();
    }
  }

  @ParameterizedTest(name = "{0}, {1} threads, by interrupt: {2}")
  @CsvSource({
    "OFF_HEAP,1,false", "OFF_HEAP,3,false", "OFF_HEAP,1,true", "OFF_HEAP,3,true",
    "MAPPED,1,false", "MAPPED,3,true", "TRANSFER,1,true", "TRANSFER,3,false",
    "STREAM,1,false", "STREAM,3,true", "LINK,1,false", "LINK,3,true"
  })
  void aCancelledCreateLeavesNothingAndTheNextSucceeds(
      CopyStrategy strategy, int threads, boolean interrupts) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path log = scratch.path().resolve("topic-0");
      SmallLog.create(log, 9);
      SnapshotManager manager = SnapshotManager.open(log, SnapshotOptions.defaults());
      CreateOptions options = CreateOptions.defaults()
          .withStrategy(strategy)
          .withThreads(threads)
          .withSynced(false)
          .withMinInterval(Duration.ZERO);
      int calls = cancelAtEachCall(
          scratch.path(),
          interrupts,
          listener -> manager.create(options.withProgress(listener)),
          () -> assertTrue(!Files.exists(log.resolve(".snapshots")), "left over"));
      assertTrue(calls >= 5, "only " + calls);
      assertEquals(1, manager.list().snapshots().size());
      Proof.add(Section.FAULTS, "create by " + strategy, name(interrupts), calls);
    }
  }

  @ParameterizedTest(name = "by interrupt: {0}")
  @ValueSource(booleans = {false, true})
  void aCancelledRestoreLeavesNothingAndTheNextSucceeds(boolean interrupts) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path log = scratch.path().resolve("topic-0");
      Path target = scratch.path().resolve("restored-0");
      SmallLog.create(log, 9);
      SnapshotManager manager = SnapshotManager.open(log, SnapshotOptions.defaults());
      String id = manager.create(CreateOptions.defaults().withSynced(false)).id();
      int calls = cancelAtEachCall(
          scratch.path(),
          interrupts,
          listener -> manager.restore(id, target, RESTORE.withProgress(listener)),
          () -> assertEquals(Set.of("topic-0"), Contents.names(scratch.path())));
      assertTrue(calls >= 5, "only " + calls);
      Proof.add(Section.FAULTS, "restore", name(interrupts), calls);
      Path other = scratch.path().resolve("other-0");
      RestoreOptions differential = RESTORE.withDifferential(Extras.REMOVE);
      Operation onto = listener -> {
        manager.restore(id, target, differential);
        Contents.assertSame(Contents.of(target), Contents.of(other), "what was completed");
      };
      manager.restore(id, other, RESTORE);
      int differentialCalls = cancelAtEachCall(
          scratch.path(),
          interrupts,
          listener -> {
            for (String name : Contents.names(target)) {
              if (name.endsWith(".log")) {
                Files.write(target.resolve(name), new byte[3]);
              }
            }
            manager.restore(id, target, differential.withProgress(listener));
          },
          () -> onto.run(ProgressListener.NONE));
      onto.run(ProgressListener.NONE);
      assertTrue(differentialCalls >= 3, "only " + differentialCalls);
      Proof.add(Section.FAULTS, "differential restore", name(interrupts), differentialCalls);
    }
  }

  @ParameterizedTest(name = "{0} threads, by interrupt: {1}")
  @CsvSource({"1,false", "3,false", "1,true", "3,true"})
  void aCancelledVerifyNotesNothingAndTheNextSucceeds(int threads, boolean interrupts)
      throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path log = scratch.path().resolve("topic-0");
      SmallLog.create(log, 9);
      Files.delete(log.resolve(LogChecksums.FILE_NAME));
      SnapshotManager manager = SnapshotManager.open(log, SnapshotOptions.defaults());
      String id = manager
          .create(CreateOptions.defaults().withStrategy(CopyStrategy.LINK).withSynced(false))
          .id();
      SortedMap<String, String> before = Contents.of(log.resolve(".snapshots").resolve(id));
      VerifyOptions verify = VerifyOptions.defaults().withThreads(threads);
      int calls = cancelAtEachCall(
          scratch.path(),
          interrupts,
          listener ->
              assertTrue(manager.verify(id, verify.withProgress(listener)).isClean()),
          () -> Contents.assertSame(
              before, Contents.of(log.resolve(".snapshots").resolve(id)), "the snapshot"));
      assertTrue(calls >= 5, "only " + calls);
      // an interrupt by the last call may have kept the one that was done from noting any
      assertTrue(manager.verify(id, verify).isClean());
      assertEquals(0, manager.verify(id, verify).checksumsAdded());
      Proof.add(Section.FAULTS, "verify by " + threads + " threads", name(interrupts), calls);
    }
  }

  private static String name(boolean interrupts) {
    return interrupts ? "INTERRUPT" : "CANCEL";
  }
}
