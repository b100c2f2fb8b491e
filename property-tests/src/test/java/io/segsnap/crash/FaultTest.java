package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.SegsnapException;
import io.segsnap.crash.Scenario.Crash;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, with every call failing in every way that it can. */
@Execution(ExecutionMode.CONCURRENT)
class FaultTest {

  /** Every how manyth call fails; more than 1 only where another run has tried them all. */
  private static final int STRIDE = Integer.getInteger("segsnap.fault.stride", 1);

  /**
   * The same for faults at calls that fail with EIO anyway, which differ in the error only. Operations
   * begin at different calls, so that what they have in common is tried at each.
   */
  private static final int ALIKE_STRIDE = Integer.getInteger("segsnap.fault.alike", 1);

  private static final Set<Fault> ALIKE = EnumSet.of(
      Fault.EMFILE, Fault.EACCES, Fault.ENOSPC, Fault.EROFS, Fault.INTERRUPT, Fault.OUT_OF_MEMORY);

  static Stream<Scenario> scenarios() {
    return Scenarios.deep().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void aFailedCallIsAnErrorThatLeavesNothingBehindAndTheNextTrySucceeds(Scenario scenario)
      throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path root = Files.createDirectory(scratch.path().resolve("root"));
      Trial trial = new Trial(scenario, root);
      Map<Fault, Integer> tried = new EnumMap<>(Fault.class);
      for (Fault fault : Fault.values()) {
        int alike = ALIKE.contains(fault) ? ALIKE_STRIDE : 1;
        int first = Math.floorMod(scenario.name().hashCode(), alike);
        int number = 0;
        while (trial.fails(fault, (first + number * alike) * STRIDE)) {
          number++;
        }
        assertEquals(Set.of(), Leaks.below(root), () -> "held after " + fault);
        tried.put(fault, number);
        if (number > 0) {
          Proof.add(Section.FAULTS, scenario.name(), fault, number);
        }
      }
      assertTrue(tried.get(Fault.EIO) > 0);
    }
  }

  /**
   * One operation, made to fail again and again. Most failures leave what was there before, or what
   * another one left: equal states are checked, and recovered from, once.
   */
  private static final class Trial {

    /** Written by whoever holds the lock; when does not matter to anyone. */
    private static final Set<String> UNTIMED = Set.of(".lock", "snapshots.json");

    private final Scenario scenario;
    private final Path root;
    private final Tree before;
    private final String untouched;
    private final Set<String> checked = new HashSet<>();
    private String found = "";

    Trial(Scenario scenario, Path root) throws IOException {
      this.scenario = scenario;
      this.root = root;
      scenario.prepare(root);
      before = Tree.read(root);
      untouched = before.digestWithoutTimesOf(UNTIMED);
      scenario.run(root, new CloningDisk(), promise -> {});
      scenario.learn(root);
    }

    /** Returns whether there was a call of that number. */
    boolean fails(Fault fault, int number) throws IOException {
      if (!found.equals(untouched)) {
        before.write(root);
      }
      FaultDisk disk = new FaultDisk(fault, number);
      List<String> promises = new ArrayList<>();
      try {
        run(scenario, root, disk, fault, promises);
        assertEquals(Set.of(), disk.open(), "left open");
        found = Tree.read(root).digestWithoutTimesOf(UNTIMED);
        if (checked.add(found + promises)) {
          // what a sync lost is lost as if power had failed
          boolean isLost = fault == Fault.LOST_SYNC && disk.isHit();
          check(new Crash(number, isLost ? Loss.DATA : Loss.NOTHING, isLost, promises));
        }
        return disk.isHit();
      } catch (IOException | RuntimeException | AssertionError e) {
        String what = scenario.name() + ", " + fault + " at call " + number + ": " + e;
        throw new AssertionError(what, e);
      }
    }

    private void check(Crash crash) throws IOException {
      found = "";
      scenario.check(root, crash);
      scenario.recover(root, new CloningDisk());
      scenario.checkRecovered(root);
    }
  }

  private static void run(
      Scenario scenario, Path root, FaultDisk disk, Fault fault, List<String> promises)
      throws IOException {
    try {
      scenario.run(root, disk, promises::add);
      boolean isSwallowed = fault.failsSyncs() && disk.isSyncHit() && isPromised(promises);
      assertTrue(
          !isSwallowed || UnneededSyncs.has(scenario.name(), disk.hit()),
          () -> "success, though it failed to " + disk.hit());
    } catch (SegsnapException | InterruptedIOException | OutOfMemoryError e) {
      assertTrue(disk.isHit(), "failed without a reason");
      assertTrue(!fault.isHarmless(), () -> "failed of what is no failure: " + e);
    } finally {
      Thread.interrupted();
    }
  }

  /** What fails in part, as a cleanup may, says so and promises nothing. */
  private static boolean isPromised(List<String> promises) {
    return promises.contains(SnapshotScenario.DONE) || promises.contains(LogScenarios.CLOSED);
  }
}
