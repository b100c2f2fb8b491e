package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.crash.LeftOutSyncs.Result;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sync is there for a reason: a check misses it, or a list says why none does. */
@Tag("any-jdk")
@Execution(ExecutionMode.CONCURRENT)
class LeftOutSyncsTest {

  /** The same in every run: the list says what this depth does not find. */
  private static final int REORDERINGS = 4;

  private static final long SEED = 42;

  /** Every how manyth sync is left out; more than 1 only where another run leaves out them all. */
  private static final int STRIDE = Integer.getInteger("segsnap.fault.stride", 1);

  private static final Set<String> DONE = ConcurrentHashMap.newKeySet();

  private static NeverMissedSyncs list;

  static Stream<Scenario> scenarios() {
    return Scenarios.all().stream();
  }

  @BeforeAll
  static void readList() throws IOException {
    list = NeverMissedSyncs.read();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void aSyncThatIsLeftOutIsMissedOrItIsKnownWhyNot(Scenario scenario) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Result result = new LeftOutSyncs(scenario, REORDERINGS, SEED).run(scratch.path(), STRIDE);
      int neverMissed = result.neverMissed().size();
      Proof.add(
          Section.SYNCS,
          scenario.name(),
          result.missed() + neverMissed,
          result.missed(),
          neverMissed);
      assertEquals(List.of(), list.unexplained(scenario.name(), result.neverMissed()));
      DONE.add(scenario.name());
    }
  }

  @AfterAll
  static void nothingIsExplainedThatNeedsNoExplanation() {
    if (STRIDE == 1 && Scenarios.isComplete() && DONE.size() == Scenarios.all().size()) {
      assertEquals(List.of(), list.stale());
    }
  }
}
