package io.segsnap.defects;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.crash.Scratch;
import io.segsnap.defects.Judge.Verdict;
import io.segsnap.mutation.Score;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every defect, put into core and judged by the tests that must notice it. */
@Execution(ExecutionMode.CONCURRENT)
class DefectsAreKilled {

  private static final String ONLY = System.getProperty("segsnap.defect", "");

  private static final Path SCORE = Path.of("src/test/resources/io/segsnap/proof/defects.txt");
  private static final AtomicInteger JUDGED = new AtomicInteger();
  private static final AtomicInteger KILLED = new AtomicInteger();

  static Stream<Defect> defects() throws IOException {
    return Defects.all().stream().filter(defect -> defect.name().contains(ONLY));
  }

  /** Kept with the tests, for the reports of runs that have no time for it. */
  @AfterAll
  static void keepTheScore() throws IOException {
    if (!ONLY.isEmpty() || JUDGED.get() < Defects.all().size()) {
      return;
    }
    Score.keep(SCORE, List.of(new Score("defect seeds", JUDGED.get(), KILLED.get(), 100)));
  }

  static Stream<Killer> killers() throws IOException {
    return defects().map(Defect::killer).distinct();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void theTestsNotice(Defect defect) throws Exception {
    try (Core core = new Core();
        Scratch scratch = new Scratch()) {
      Path classes = Files.createDirectory(scratch.path().resolve("classes"));
      core.compile(defect.apply(core), classes);
      Verdict verdict = Judge.judge(defect.killer(), scratch.path());
      Proof.add(
          Section.DEFECTS,
          defect.hunks().get(0).file(),
          defect.name(),
          verdict.isKilled() ? defect.killer().testClass() + ": " + verdict.test() : "survived",
          verdict.time().toSeconds());
      JUDGED.incrementAndGet();
      KILLED.addAndGet(verdict.isKilled() ? 1 : 0);
      assertTrue(verdict.isKilled(), () -> defect.killer() + " passes, though " + defect.name());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("killers")
  void andPassWithoutADefect(Killer killer) throws Exception {
    try (Scratch scratch = new Scratch()) {
      Files.createDirectory(scratch.path().resolve("classes"));
      Verdict verdict = Judge.judge(killer, scratch.path());
      assertFalse(verdict.isKilled(), verdict::failure);
    }
  }
}
