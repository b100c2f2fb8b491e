package io.segsnap.benchmarks.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.reports.ReportInputException;
import io.segsnap.reports.gate.Conditions;
import io.segsnap.reports.gate.Estimate;
import io.segsnap.reports.gate.ExactMetric;
import io.segsnap.reports.gate.ExactMetric.Change;
import io.segsnap.reports.gate.GateSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What the gate is given, and what it can't use. */
class GateInputTest {

  @TempDir
  Path folder;

  @Test
  void everyOptionReachesTheProgram() throws Exception {
    String source =
        Files.readString(Path.of("src/main/java/io/segsnap/benchmarks/gate/GateOptions.java"));
    String pom = Files.readString(Path.of("pom.xml"));
    List<String> options = Pattern.compile("\"(gate\\.[a-z.]+)\"")
        .matcher(source)
        .results()
        .map(option -> option.group(1))
        .distinct()
        .toList();

    assertTrue(options.contains("gate.base"), options::toString);
    for (String option : options) {
      assertTrue(pom.contains("\"-D" + option + "=${" + option + "}\""), option);
      assertTrue(pom.contains("<" + option + " />"), option);
    }
  }

  private static GateOptions options(String... namesAndValues) throws GateException {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return GateOptions.of(properties);
  }

  private static void assertRefused(int exitCode, String named, Executable call) {
    GateException e = assertThrows(GateException.class, call);
    assertEquals(exitCode, e.exitCode());
    assertTrue(e.getMessage().contains(named), e::getMessage);
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void aGateNeedsABaseAndAProofDoesNot() throws Exception {
    assertRefused(4, "gate.base", () -> options("gate.base", " "));
    assertEquals("cheap", options("gate.proof", "aa").profile());
    assertEquals("standard", options("gate.base", "main").profile());
  }

  @Test
  void badSettingsAreNamed() {
    assertRefused(4, "gate.seed=x", () -> options("gate.base", "main", "gate.seed", "x"));
    assertRefused(
        4, "gate.inconclusive=no", () -> options("gate.base", "main", "gate.inconclusive", "no"));
    assertRefused(4, "gate.profile=huge", () -> Profile.read("huge"));
    assertRefused(4, "gate.profile=../x", () -> Profile.read("../x"));
  }

  @Test
  void aRefOrJarThatIsNotThereIsNamed() {
    Builds builds = new Builds(Path.of(".."), folder);
    assertRefused(5, "no-such-ref", () -> builds.of("no-such-ref"));
    assertRefused(5, "none.jar", () -> builds.of("none.jar"));
  }

  @Test
  void commitsNeedARepositoryAndGit() {
    assertRefused(5, "no commits to be found here", () -> new Builds(folder, folder).of("main"));
    Builds withoutGit = new Builds(Path.of(".."), folder, "no-such-git");
    assertRefused(5, "no-such-git can't be run", () -> withoutGit.of("main"));
  }

  @Test
  void commitsWithTheSameCoreAreOneBuild() throws Exception {
    Path sources = Files.createDirectories(folder.resolve("core/src/main"));
    commit("first", sources.resolve("A.java"));
    commit("same", folder.resolve("README.md"));
    commit("other", sources.resolve("B.java"));
    Builds builds = new Builds(folder, folder.resolve("cache"));

    assertTrue(builds.haveSameCore("first", "same"));
    assertFalse(builds.haveSameCore("same", "other"));
    assertFalse(builds.haveSameCore("first", "no-such-commit"));
    assertTrue(builds.haveSameCore("first+ab", "first+ab"));
  }

  private void commit(String tag, Path file) throws Exception {
    Files.writeString(file, tag);
    for (String command : List.of(
        "git init -q .",
        "git add -A",
        "git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -q -m " + tag,
        "git tag " + tag)) {
      Shell.Outcome outcome = Shell.run(folder, List.of(command.split(" ")));
      assertTrue(outcome.isOk(), outcome::output);
    }
  }

  @Test
  void theCommandThatRepeatsAGateHasItsOptionsAsGiven() throws Exception {
    assertEquals(
        "mvn -pl benchmarks -Pgate '-Dgate.base=a dir/core.jar' -Dgate.head=main -Dgate.profile=cheap"
            + " -Dgate.seed=7 -Dgate.inconclusive=pass",
        options(
                "gate.base", "a dir/core.jar",
                "gate.head", "main",
                "gate.profile", "cheap",
                "gate.seed", "7",
                "gate.inconclusive", "pass")
            .command());
  }

  @Test
  void whateverGoesWrongIsTheGatesOwnExitCodeAndALine() {
    assertEnds(4, () -> {
      throw new GateException(GateException.Kind.USAGE, "x");
    });
    assertEnds(4, () -> {
      throw new ReportInputException(folder, "x", "y");
    });
    assertEnds(7, () -> {
      throw new IllegalStateException("two\nlines");
    });
    assertEnds(7, () -> {
      throw new NoClassDefFoundError("x");
    });
    assertEnds(8, () -> {
      throw new IOException("No space left on device");
    });
    assertEnds(9, () -> {
      throw new OutOfMemoryError("Java heap space");
    });
  }

  private static void assertEnds(int exitCode, Main.Work work) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    assertEquals(exitCode, Main.exitCode(work, new PrintStream(printed, true, UTF_8)));
    assertEquals(1, printed.toString(UTF_8).lines().count());
  }

  @Test
  void profilesHaveToleranceForEveryCell() throws Exception {
    for (String name : List.of("cheap", "standard")) {
      Profile profile = Profile.read(name);
      assertFalse(profile.cells().isEmpty());
      profile.taus().values().forEach(tau -> assertTrue(tau >= 0.03 && tau <= 0.25));
      assertTrue(profile.logBytes() >= 2L * profile.segmentBytes());
    }
  }

  @Test
  void theSameClassesMakeTheSameJar() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes/a"));
    Files.writeString(classes.resolve("A.class"), "a");
    Files.writeString(classes.resolve("B.class"), "b");
    Path one = folder.resolve("one.jar");
    Path other = folder.resolve("other.jar");
    Jars.pack(classes, one);
    Jars.pack(classes, other);
    assertEquals(Jars.hash(one), Jars.hash(other));

    Files.writeString(classes.resolve("B.class"), "c");
    Jars.pack(classes, other);
    assertFalse(Jars.hash(one).equals(Jars.hash(other)));
  }

  @Test
  void workersThatFailAreToldApart() throws Exception {
    assertEquals("12", Answers.result("w", "time read", "ok 12"));
    assertRefused(
        6,
        "NoSuchMethodError",
        () -> Answers.result("w", "time read", "differs java.lang.NoSuchMethodError: x"));
    assertRefused(7, "why", () -> Answers.result("w", "time read", "failed why"));
    assertRefused(8, "why", () -> Answers.result("w", "time read", "full why"));
    assertRefused(9, "why", () -> Answers.result("w", "time read", "memory why"));
    assertRefused(7, "ended", () -> Answers.result("w", "time read", null));
    assertRefused(7, "expected two times in nanoseconds", () -> Answers.time("w", "1 -1"));
  }

  @Test
  void aWorkerThatDoesNotAnswerIsEnded() throws Exception {
    try (Link hanging = new WorkerProcess("w", List.of("sleep", "1000"), Duration.ofMillis(20))) {
      assertRefused(7, "no answer", () -> hanging.ask("time read"));
      assertRefused(7, "the worker ended", () -> hanging.ask("time read"));
    }
  }

  private static Change change(String base, String head) {
    List<ExactMetric> metrics = ExactRun.compare(base, head);
    return metrics.get(0).change();
  }

  @Test
  void onlyDeclaredMetricsMayDiffer() {
    assertEquals(Change.SAME, change("allocated=10000", "allocated=10150"));
    assertEquals(Change.GREW, change("allocated=10000", "allocated=10300"));
    assertEquals(Change.GREW, change("fsyncs=100", "fsyncs=101"));
    assertEquals(Change.SHRANK, change("read=1000", "read=999"));
    assertEquals(Change.DIFFERS, change("content=ab", "content=ac"));
  }

  private static List<String> voiding(String fileSystem, long free, double reference) {
    GateSettings settings =
        new GateSettings("a", "b", "p", 1, 1 << 20, List.of(8), 3, 100, 0.01, 0.02);
    return Causes.voiding(
        new Conditions(0, 0, 0, fileSystem, free),
        new Estimate(reference, reference, reference, 0.5, 0.5, 8),
        settings);
  }

  @Test
  void aGateIsVoidOnMemoryOnAFullDiskOrIfTheReferenceIsOff() {
    assertEquals(List.of(), voiding("ext4", 1 << 30, 1.01));
    assertTrue(voiding("tmpfs", 1 << 30, 1).get(0).startsWith("wrong file system"));
    assertTrue(voiding("overlay", 1 << 30, 1).get(0).startsWith("wrong file system"));
    assertTrue(voiding("ext4", 1 << 20, 1).get(0).startsWith("disk nearly full"));
    assertTrue(voiding("ext4", 1 << 30, 0.97).get(0).startsWith("reference off"));
  }

  @Test
  void loadExplainsWhatStayedUndecided() {
    Estimate estimate = new Estimate(1.02, 0.98, 1.06, 0.1, 0.9, 18);
    assertTrue(
        Causes.undecided(new Conditions(40, 0, 0, "ext4", 1), estimate).contains("processor 40 %"));
    assertTrue(
        Causes.undecided(new Conditions(0, 30, 0, "ext4", 1), estimate).contains("disk 30 %"));
    assertTrue(Causes.undecided(new Conditions(0, 0, 9, "ext4", 1), estimate).contains("9 %"));
    assertTrue(
        Causes.undecided(new Conditions(-1, -1, -1, "ext4", 1), estimate).contains("18 pairs"));
  }

  @Test
  void pressureIsReadFromTheKernel() throws Exception {
    Files.createDirectories(folder.resolve("pressure"));
    Files.writeString(folder.resolve("stat"), "cpu  100 0 100 700 0 0 0 100 0 0\ncpu0 1 2\n");
    Files.writeString(
        folder.resolve("pressure/cpu"), "some avg10=0.00 avg60=0.00 avg300=0.00 total=1000\n");
    Pressure pressure = new Pressure(folder);
    Files.writeString(folder.resolve("stat"), "cpu  150 0 150 750 0 0 0 150 0 0\ncpu0 1 2\n");
    Files.writeString(
        folder.resolve("pressure/cpu"),
        "some avg10=0.00 avg60=0.00 avg300=0.00 total=9000000000\n");
    Conditions conditions = pressure.conditions(folder);

    assertEquals(25, conditions.stealPercent(), 1e-9);
    assertTrue(conditions.cpuPressurePercent() > 100);
    assertEquals(-1, conditions.ioPressurePercent(), "there is no such file");
  }

  @Test
  void everyMutantFitsTheSourcesOfCore() throws Exception {
    Path sources = Path.of("..", "core", "src", "main", "java", "io", "segsnap");
    List<Mutant> mutants = Mutant.all();

    assertEquals(7, mutants.size());
    for (Mutant mutant : mutants) {
      mutant
          .apply(file -> Files.readString(sources.resolve(file)))
          .forEach((file, source) -> assertFalse(source.isEmpty(), file));
    }
  }
}
