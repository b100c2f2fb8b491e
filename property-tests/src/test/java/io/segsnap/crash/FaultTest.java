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

  static Stream<Scenario> scenarios() {
    return Scenarios.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void aFailedCallIsAnErrorThatLeavesNothingBehindAndTheNextTrySucceeds(Scenario scenario)
      throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path root = Files.createDirectory(scratch.path().resolve("root"));
      scenario.prepare(root);
      Tree before = Tree.read(root);
      scenario.run(root, new CloningDisk(), promise -> {});
      scenario.learn(root);
      Map<Fault, Integer> tried = new EnumMap<>(Fault.class);
      for (Fault fault : Fault.values()) {
        int number = 0;
        while (fails(scenario, before, root, fault, number)) {
          number++;
        }
        tried.put(fault, number);
        if (number > 0) {
          Proof.add(Section.FAULTS, scenario.name(), fault, number);
        }
      }
      assertTrue(tried.get(Fault.EIO) > 0);
    }
  }

  /** Returns whether there was a call of that number. */
  private static boolean fails(Scenario scenario, Tree before, Path root, Fault fault, int number)
      throws IOException {
    before.write(root);
    FaultDisk disk = new FaultDisk(fault, number);
    List<String> promises = new ArrayList<>();
    try {
      run(scenario, root, disk, fault, promises);
      assertEquals(Set.of(), disk.open(), "left open");
      scenario.check(root, new Crash(number, Loss.NOTHING, false, promises));
      scenario.recover(root, new CloningDisk());
      scenario.checkRecovered(root);
      return disk.isHit();
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError(scenario.name() + ", " + fault + " at call " + number + ": " + e, e);
    }
  }

  private static void run(
      Scenario scenario, Path root, FaultDisk disk, Fault fault, List<String> promises)
      throws IOException {
    try {
      scenario.run(root, disk, promises::add);
    } catch (SegsnapException | InterruptedIOException | OutOfMemoryError e) {
      assertTrue(disk.isHit(), "failed without a reason");
      assertTrue(!fault.isHarmless(), () -> "failed of what is no failure: " + e);
    } finally {
      Thread.interrupted();
    }
  }
}
