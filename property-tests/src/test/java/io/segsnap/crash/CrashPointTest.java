package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.crash.CrashEnumeration.Coverage;
import io.segsnap.crash.CrashEnumeration.Depth;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, crashed at every call, in every way. */
@Execution(ExecutionMode.CONCURRENT)
class CrashPointTest {

  private static final Depth DEPTH = new Depth(
      Integer.getInteger("segsnap.crash.reorderings", 6),
      Integer.getInteger("segsnap.crash.recoveries", 3),
      Long.getLong("segsnap.crash.seed", 42));

  static Stream<Scenario> scenarios() {
    return Scenarios.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void isAllThereOrNotThereAfterACrashAtAnyCall(Scenario scenario) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Coverage done = new CrashEnumeration(scenario, DEPTH).run(scratch.path());
      assertTrue(done.states() > 5L * done.calls(), () -> "too few states: " + done);
      Proof.add(
          Section.CRASHES,
          done.operation(),
          done.calls(),
          done.syncs(),
          done.states(),
          done.distinct(),
          done.inRecovery());
    }
  }
}
