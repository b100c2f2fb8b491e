package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.crash.CrashEnumeration.Coverage;
import io.segsnap.crash.CrashEnumeration.Depth;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import io.segsnap.proof.ProofHook;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, crashed at every call, in every way. */
@Tag("any-jdk")
@Execution(ExecutionMode.CONCURRENT)
class CrashPointTest {

  private static final Depth DEPTH = new Depth(
      Integer.getInteger("segsnap.crash.reorderings", 6),
      Integer.getInteger("segsnap.crash.recoveries", 3),
      Long.parseLong(ProofHook.seed()));

  private static final int LEAST_STATES = Integer.getInteger("segsnap.crash.least", 0);
  private static final Map<String, Long> STATES = new ConcurrentHashMap<>();

  static Stream<Scenario> scenarios() {
    return Scenarios.deep().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void isAllThereOrNotThereAfterACrashAtAnyCall(Scenario scenario) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Coverage done = new CrashEnumeration(scenario, DEPTH).run(scratch.path());
      assertEquals(done.calls(), done.crashedBefore());
      STATES.merge(done.operation(), done.states(), Long::sum);
      Proof.add(
          Section.CRASHES,
          done.operation(),
          done.calls(),
          done.crashedBefore() + 1,
          done.syncs(),
          done.states(),
          done.distinct(),
          done.inRecovery());
    }
  }

  @AfterAll
  static void enoughStatesWereTried() {
    long states = STATES.values().stream().mapToLong(Long::longValue).sum();
    boolean isComplete = STATES.size() == Scenarios.deep().size(); // else something failed already
    assertTrue(!isComplete || states >= LEAST_STATES, () -> "states tried: " + states);
  }
}
