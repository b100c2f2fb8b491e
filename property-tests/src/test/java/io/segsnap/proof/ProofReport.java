package io.segsnap.proof;

import io.segsnap.proof.Proof.Section;
import io.segsnap.reports.Environment;
import io.segsnap.reports.Report;
import io.segsnap.reports.ReportFiles;
import io.segsnap.reports.TextTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes one summary of a run, once all tests are over. */
public final class ProofReport implements TestExecutionListener {

  private final Map<Status, Integer> results = new EnumMap<>(Status.class);
  private int skipped;

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      results.merge(result.getStatus(), 1, Integer::sum);
    }
  }

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    skipped++;
    Proof.add(Section.TESTS, "skipped: " + test.getDisplayName() + ": " + reason, 1);
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    results.forEach((status, count) ->
        Proof.add(Section.TESTS, status.toString().toLowerCase(Locale.ROOT), count));
    Proof.add(Section.TESTS, "skipped", skipped);
    String folder = System.getProperty("segsnap.proof", "");
    if (folder.isEmpty()) {
      return;
    }
    try {
      addMutationScores(Path.of(folder).resolve("mutation.txt"));
      Environment environment = Environment.detect(
          Path.of(System.getProperty("java.io.tmpdir")),
          Long.parseLong(ProofHook.seedOr("0")),
          Clock.systemUTC());
      Report report = new Report(
          "What segsnap's safety was tried with",
          "mvn verify" + System.getProperty("segsnap.depth", ""),
          environment,
          Proof.tables());
      Path written = new ReportFiles(Path.of(folder)).write("proof", report);
      if (Proof.has(Section.CRASHES)) {
        System.out.print(TextTable.render(Proof.table(Section.CRASHES)));
      }
      System.out.println("What this run tried, and found: " + written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What core's MutationCheck left, if it ever ran here. */
  private static void addMutationScores(Path scores) throws IOException {
    if (Files.exists(scores)) {
      for (String row : Files.readAllLines(scores)) {
        Proof.add(Section.MUTATION, (Object[]) row.split("\t", -1));
      }
    }
  }
}
