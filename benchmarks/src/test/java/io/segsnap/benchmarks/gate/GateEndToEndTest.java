package io.segsnap.benchmarks.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.reports.gate.CellResult;
import io.segsnap.reports.gate.ExactMetric.Change;
import io.segsnap.reports.gate.GateFiles;
import io.segsnap.reports.gate.GateResult;
import io.segsnap.reports.gate.Outcome;
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

  @TempDir
  Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  private static Profile tiny(List<String> cells, double tau) {
    Map<String, Double> taus = new LinkedHashMap<>();
    cells.forEach(cell -> taus.put(cell, tau));
    return new Profile("tiny", 2 << 20, 1 << 20, 1, 1, taus);
  }

  private GateResult run(Profile profile, Build head, Optional<String> slowdown) throws Exception {
    Build base = new Builds(Path.of(".."), folder.resolve("builds")).workingTree();
    return new GateRun(profile, 42, List.of(2), base, head == null ? base : head, slowdown)
        .run(folder.resolve("work"), List.of(), out, Clock.systemUTC());
  }

  @Test
  void everyCellOfTheStandardProfileRunsAndCountsTheSame() throws Exception {
    GateResult gate = run(tiny(Profile.read("standard").cells(), 1000), null, Optional.empty());

    for (CellResult cell : gate.cells()) {
      assertEquals(2, cell.blocks().size(), cell.name());
      assertEquals(7, cell.exact().size(), cell.name());
      cell.exact()
          .forEach(
              metric -> assertEquals(Change.SAME, metric.change(), cell.name() + " " + metric));
    }
    assertFalse(gate.partial());
    assertEquals(1, gate.attempts().size());
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aSlowerHeadIsSeenAndWrittenInAllForms() throws Exception {
    GateResult gate = run(tiny(List.of("verify", "append"), 0.5), null, Optional.of("900%verify"));

    assertTrue(gate.cells().get(0).estimate().ratio() > 4);
    assertTrue(gate.cells().get(1).estimate().ratio() < 4);
    Path summary = folder.resolve("summary.md");
    GateOutput output = new GateOutput(folder.resolve("reports"), out, Optional.of(summary));
    output.write(gate);
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
    GateResult gate = run(tiny(List.of("create off-heap"), 1000), head, Optional.empty());

    assertEquals(Outcome.REGRESSED, gate.outcome());
    assertTrue(
        gate.cells().get(0).cause().contains("fsyncs"), gate.cells().get(0).cause());
  }

  @Test
  void aBuildThatLacksTheApiIsNamed() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path jar = folder.resolve("empty.jar");
    Jars.pack(empty, jar);
    Build head = new Build("empty", jar);

    GateException e = assertThrows(
        GateException.class, () -> run(tiny(List.of("verify"), 1), head, Optional.empty()));
    assertEquals(6, e.exitCode(), e::getMessage);
    assertEquals(1, e.getMessage().lines().count());
  }
}
