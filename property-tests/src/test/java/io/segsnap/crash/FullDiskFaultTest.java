package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.SegsnapException;
import io.segsnap.crash.Scenario.Crash;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, on disks that are full after so many bytes. */
@Tag("any-jdk")
@Execution(ExecutionMode.CONCURRENT)
class FullDiskFaultTest {

  private static final boolean IS_DEEP =
      !System.getProperty("segsnap.depth", "").isEmpty();

  /** A time is three characters shorter where its nanoseconds end in zeros; an operation writes a few. */
  private static final long LENGTHS_OF_TIMES = 12;

  static Stream<Scenario> scenarios() {
    return Scenarios.all().stream();
  }

  /** Within each write at its start, after a byte, or before its last; nightly at every byte. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void aFullDiskIsAnErrorThatLeavesNothingBehindWhateverStillFits(Scenario scenario)
      throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path root = Files.createDirectory(scratch.path().resolve("root"));
      scenario.prepare(root);
      Tree before = Tree.read(root);
      FullUntilDeleted endless = new FullUntilDeleted(Long.MAX_VALUE);
      scenario.run(root, endless, promise -> {});
      scenario.learn(root);
      SortedSet<Long> budgets = new TreeSet<>();
      long start = 0;
      for (long end : endless.ends()) {
        long[] within = {start, Math.min(end - 1, start + 1), end - 1};
        budgets.add(within[budgets.size() % within.length]);
        for (long bytes = start; IS_DEEP && bytes < end; bytes++) {
          budgets.add(bytes);
        }
        start = end;
      }
      budgets.removeIf(bytes -> bytes < 0);
      for (long bytes : budgets) {
        before.write(root);
        fillUp(scenario, root, bytes, start - bytes <= LENGTHS_OF_TIMES);
      }
      Proof.add(Section.FAULTS, scenario.name(), "disk full after n bytes", budgets.size());
    }
  }

  private static void fillUp(Scenario scenario, Path root, long bytes, boolean mayFit) {
    FullUntilDeleted disk = new FullUntilDeleted(bytes);
    List<String> promises = new ArrayList<>();
    try {
      try {
        scenario.run(root, disk, promises::add);
      } catch (SegsnapException e) {
        assertTrue(disk.isFull(), () -> "failed without a reason: " + e);
      }
      assertTrue(mayFit || disk.isFull(), "never full");
      assertEquals(Set.of(), Leaks.descriptorsBelow(root), "held by the process");
      scenario.check(root, new Crash(0, Loss.NOTHING, false, promises));
      scenario.recover(root, new CloningDisk());
      scenario.checkRecovered(root);
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError(scenario.name() + ", full after " + bytes + " bytes: " + e, e);
    }
  }
}
