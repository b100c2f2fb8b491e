package io.segsnap.proof;

import io.segsnap.proof.Proof.Section;
import io.segsnap.reports.Environment;
import io.segsnap.reports.Report;
import io.segsnap.reports.ReportFiles;
import io.segsnap.reports.TextTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Writes one summary of a run when a process of it ends; the last one's is of all. */
public final class ProofReport implements LauncherSessionListener {

  private final Counter counter = new Counter();

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    session.getLauncher().registerTestExecutionListeners(counter);
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    String folder = System.getProperty("segsnap.proof", "");
    if (folder.isEmpty()) {
      return;
    }
    counter.results.forEach((status, count) ->
        Proof.add(Section.TESTS, status.toString().toLowerCase(Locale.ROOT), count));
    Path reports = Path.of(folder);
    String run = System.getProperty("segsnap.run", "run").replaceAll("[^\\w]", "");
    try {
      new ProofRows(reports.resolve("processes"), run)
          .exchange(Proof.rows(), rows -> write(reports, rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path folder, Map<Section, List<List<String>>> rows) throws IOException {
    addMutationScores(rows);
    for (Section section : Set.of(Section.TESTS, Section.ORACLE)) {
      rows.computeIfPresent(section, (key, counts) -> added(counts));
    }
    Environment environment = Environment.detect(
        Path.of(System.getProperty("java.io.tmpdir")),
        Long.parseLong(ProofHook.seed()),
        Clock.systemUTC());
    Report report = new Report(
        "What segsnap's safety was tried with",
        "mvn verify" + ProofHook.depth(),
        environment,
        List.copyOf(rows.entrySet().stream()
            .map(section -> Proof.table(section.getKey(), section.getValue()))
            .toList()));
    Path written = new ReportFiles(folder).write("proof", report);
    List<List<String>> crashes = Proof.rows().get(Section.CRASHES);
    if (crashes != null) {
      System.out.print(TextTable.render(Proof.table(Section.CRASHES, crashes)));
    }
    System.out.println("What this run tried, and found: " + written);
  }

  /** The counts of all processes together. */
  private static List<List<String>> added(List<List<String>> counts) {
    Map<String, Integer> sums = new TreeMap<>();
    counts.forEach(row -> sums.merge(row.get(0), Integer.parseInt(row.get(1)), Integer::sum));
    return sums.entrySet().stream()
        .map(sum -> List.of(sum.getKey(), String.valueOf(sum.getValue())))
        .toList();
  }

  /** What core's MutationCheck and the defect seeds left, which takes longer than a run has. */
  private static void addMutationScores(Map<Section, List<List<String>>> rows) throws IOException {
    List<List<String>> read = new ArrayList<>();
    for (String name : List.of("mutation.txt", "defects.txt")) {
      try (InputStream in = ProofReport.class.getResourceAsStream(name)) {
        if (in != null) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .forEach(row -> read.add(List.of(row.split("\t", -1))));
        }
      }
    }
    if (!read.isEmpty()) {
      rows.put(Section.MUTATION, read);
    }
  }

  /** Tells how to repeat what failed, except properties, whose seeds only {@link ProofHook} knows. */
  private static final class Counter implements TestExecutionListener {

    private final Map<Status, Integer> results = new EnumMap<>(Status.class);

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        results.merge(result.getStatus(), 1, Integer::sum);
      }
      if (result.getStatus() == Status.FAILED && !test.getUniqueId().contains("[engine:jqwik]")) {
        test.getSource()
            .flatMap(Counter::nameOf)
            .ifPresent(name -> System.out.println(
                test.getDisplayName() + " failed." + ProofHook.repeat(name, ProofHook.seed())));
      }
    }

    /** The class where that failed as a whole. */
    private static Optional<String> nameOf(TestSource source) {
      if (source instanceof MethodSource method) {
        String type = method.getClassName().replaceFirst(".*\\.", "");
        return Optional.of(type + "#" + method.getMethodName());
      }
      return source instanceof ClassSource type
          ? Optional.of(type.getClassName().replaceFirst(".*\\.", ""))
          : Optional.empty();
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      Proof.add(Section.TESTS, "skipped: " + test.getDisplayName() + ": " + reason, 1);
    }
  }
}
