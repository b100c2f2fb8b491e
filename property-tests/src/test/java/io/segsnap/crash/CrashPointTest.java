package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.crash.CrashEnumeration.Coverage;
import io.segsnap.crash.CrashEnumeration.Depth;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
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
  private static final Queue<Coverage> DONE = new ConcurrentLinkedQueue<>();

  static Stream<Scenario> scenarios() {
    return Scenarios.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void isAllThereOrNotThereAfterACrashAtAnyCall(Scenario scenario) throws IOException {
    try (Scratch scratch = new Scratch()) {
      DONE.add(new CrashEnumeration(scenario, DEPTH).run(scratch.path()));
    }
  }

  @AfterAll
  static void printTable() {
    System.out.print(CrashEnumeration.table(List.copyOf(DONE)));
    assertEquals(Scenarios.all().size(), DONE.size());
    assertTrue(DONE.stream().mapToLong(Coverage::states).sum() > 0);
  }
}
