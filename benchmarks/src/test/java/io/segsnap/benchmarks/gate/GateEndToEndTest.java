package io.segsnap.benchmarks.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.benchmarks.GeneratedLog;
import io.segsnap.reports.gate.CellResult;
import io.segsnap.reports.gate.ExactMetric;
import io.segsnap.reports.gate.ExactMetric.Change;
import io.segsnap.reports.gate.GateFiles;
import io.segsnap.reports.gate.GateResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates with real workers over every cell, so small that their times say nothing. */
@Tag("any-jdk")
class GateEndToEndTest {

  /** Their tolerances are parts, which on a log of some mebibytes amount to nearly nothing. */
  private static final List<String> VAGUE_WHEN_SMALL = List.of("allocated", "blocks");

  @TempDir
  Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  private static Profile tiny(List<String> cells, double tau) {
    Map<String, Double> taus = new LinkedHashMap<>();
    cells.forEach(cell -> taus.put(cell, tau));
    return new Profile("tiny", 2 << 20, 1 << 20, 1, 1, 60, taus);
  }

  private Build workingTree() throws Exception {
    return new Builds(Path.of(".."), folder.resolve("builds")).workingTree();
  }

  private GateResult run(Profile profile, Build base, Build head) throws Exception {
    Clock clock = Clock.systemUTC();
    return new GateRun(profile, 42, List.of(2), base, head, Optional.empty(), clock.instant())
        .run(folder.resolve("work"), List.of(), out, clock);
  }

  @Test
  void everyCellOfTheStandardProfileRunsCountsTheSameAndIsWrittenInAllForms() throws Exception {
    Build build = workingTree();
    GateResult gate = run(tiny(Profile.read("standard").cells(), 1000), build, build);

    for (CellResult cell : gate.cells()) {
      assertEquals(2, cell.blocks().size(), cell.name());
      int counts = Clocked.of(cell.name()) == Clocked.CPU ? 0 : 7;
      assertEquals(counts, cell.exact().size(), cell.name());
      cell.exact().stream()
          .filter(metric -> !VAGUE_WHEN_SMALL.contains(metric.name()))
          .forEach(
              metric -> assertEquals(Change.SAME, metric.change(), cell.name() + " " + metric));
    }
    assertFalse(gate.partial());
    assertEquals(1, gate.attempts().size());
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertEquals(List.of(), left.toList());
    }
    assertWritten(gate);
  }

  private void assertWritten(GateResult gate) throws Exception {
    Path summary = folder.resolve("summary.md");
    GateOutput output = new GateOutput(folder.resolve("reports"), out, Optional.of(summary));
    output.write(gate, "the command");
    output.writeExitCode(gate.outcome().exitCode());
    assertEquals(gate, GateFiles.read(folder.resolve("reports/gate.json")));
    assertEquals(1, output.history().size());
    assertTrue(Files.readString(folder.resolve("reports/gate.xml")).contains("name=\"verify\""));
    assertTrue(Files.readString(summary).startsWith("# Gate "));
    assertTrue(Files.readString(folder.resolve("reports/gate.html")).contains("<figure"));
  }

  @Test
  void aMutantThatSyncsTwiceIsCaughtByItsCount() throws Exception {
    Path work = Files.createDirectories(folder.resolve("mutant"));
    Mutant mutant = Mutant.all().stream()
        .filter(any -> any.name().equals("Each file is synced twice"))
        .findFirst()
        .orElseThrow();
    Build head = new MutantBuilds(Path.of("..", "core", "src", "main", "java"), work).build(mutant);
    Profile profile = tiny(List.of("create off-heap"), 1000);
    Path log = work.resolve("gate-0");
    GeneratedLog.write(log, profile.logBytes(), profile.segmentBytes(), 42);
    Workers workers = new Workers(log, work, profile, workingTree(), head, Optional.empty());
    List<ExactMetric> metrics = ExactRun.run(profile.cells(), workers).get("create off-heap");

    assertEquals(
        List.of("fsyncs"),
        metrics.stream()
            .filter(metric -> metric.change() != Change.SAME)
            .map(ExactMetric::name)
            .filter(name -> !VAGUE_WHEN_SMALL.contains(name))
            .toList());
  }

  @Test
  void aBuildThatLacksTheApiIsNamed() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path jar = folder.resolve("empty.jar");
    Jars.pack(empty, jar);
    Build head = new Build("empty", jar);

    Build base = workingTree();
    GateException e =
        assertThrows(GateException.class, () -> run(tiny(List.of("verify"), 1), base, head));
    assertEquals(6, e.exitCode(), e::getMessage);
    assertEquals(1, e.getMessage().lines().count());
  }
}
