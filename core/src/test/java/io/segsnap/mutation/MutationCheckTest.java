package io.segsnap.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationCheckTest {

  private static final String REASON = "The largest instant comes out either way.";
  private static final String KEY =
      "retention.Retention plus: changed conditional boundary (1 of 2)";

  private static final FileTime LONG_AGO = FileTime.fromMillis(0);

  @TempDir
  Path folder;

  private static Mutant mutant(String className, boolean detected) {
    String status = detected ? "KILLED" : "SURVIVED";
    return new Mutant("format", className, "m", "negated conditional", 1, 1, status, detected);
  }

  private static List<Mutant> mutants(String className, int killed, int survived) {
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < killed + survived; i++) {
      mutants.add(mutant(className + i, i < killed));
    }
    return mutants;
  }

  private static List<String> belowBar(List<Mutant> mutants) {
    return MutationCheck.scores(mutants).stream()
        .filter(Score::isBelowBar)
        .map(Score::name)
        .toList();
  }

  private static List<String> problems(List<Mutant> mutants, String... list) {
    return MutationCheck.problems(mutants, List.of(), Survivors.parse(List.of(list)));
  }

  @Test
  void bothBarsHoldExactly() {
    List<Mutant> mutants = new ArrayList<>(mutants("retention.R", 95, 5));
    mutants.addAll(mutants("format.F", 75, 25));
    assertEquals(List.of(), belowBar(mutants));
    mutants.add(mutant("retention.Other", false));
    assertEquals(List.of("core", "retention, manifest and planning"), belowBar(mutants));
    assertEquals(List.of("retention, manifest and planning"), belowBar(mutants("format.F", 9, 1)));
  }

  @Test
  void aSurvivorMustBeListed() {
    List<Mutant> mutants = List.of(mutant("A", false), mutant("B", true));
    assertEquals(
        List.of("survives and is not listed: A m: negated conditional (1 of 1)"),
        problems(mutants));
    assertEquals(List.of(), problems(mutants, REASON, "  A m: negated conditional (1 of 1)"));
  }

  @Test
  void whatIsListedMustSurvive() {
    List<Mutant> mutants = List.of(mutant("A", true));
    assertEquals(
        List.of("listed, but does not survive (KILLED): A m: negated conditional (1 of 1)"),
        problems(mutants, REASON, "  A m: negated conditional (1 of 1)"));
    assertEquals(List.of(), problems(mutants, REASON, "  ~ A m: negated conditional (1 of 1)"));
    assertEquals(
        List.of("listed, but there is no such mutant: Gone m: x (1 of 1)"),
        problems(mutants, REASON, "  ~ Gone m: x (1 of 1)"));
  }

  @Test
  void aReasonMustBeGivenOnceForEachGroup() {
    assertThrows(IllegalArgumentException.class, () -> Survivors.parse(List.of("  " + KEY)));
    assertThrows(IllegalArgumentException.class, () -> Survivors.parse(List.of("x", "  " + KEY)));
    assertThrows(
        IllegalArgumentException.class,
        () -> Survivors.parse(List.of(REASON, "  " + KEY, "", "  other")));
    assertThrows(
        IllegalArgumentException.class,
        () -> Survivors.parse(List.of(REASON, "  " + KEY, "  " + KEY)));
    Survivors survivors = Survivors.parse(
        List.of("# comment", REASON, "Two lines.", "  " + KEY, "", REASON, "  ~ other"));
    assertEquals(REASON + " Two lines.", survivors.reasons().get(KEY));
    assertEquals(REASON, survivors.reasons().get("other"));
    assertTrue(survivors.byChance().get("other"));
  }

  private static String entry(String detected, String status, String method, int index) {
    return String.format(
        "<mutation detected='%s' status='%s'><mutatedClass>io.segsnap.retention.Retention"
            + "</mutatedClass><mutatedMethod>%s</mutatedMethod><methodDescription>()V"
            + "</methodDescription><indexes><index>%d</index></indexes><description>changed"
            + " conditional boundary</description></mutation>",
        detected, status, method, index);
  }

  private List<Mutant> read(String... entries) throws IOException {
    Path report = Files.createDirectory(folder.resolve("format")).resolve("mutations.xml");
    Files.writeString(report, "<mutations>" + String.join("", entries) + "</mutations>");
    return MutantReports.read(folder, List.of("format"), LONG_AGO);
  }

  @Test
  void aMutantKeepsItsNameWhenALambdaIsAddedElsewhere() throws IOException {
    List<Mutant> mutants = read(
        entry("true", "KILLED", "lambda$plus$7", 3), entry("true", "KILLED", "lambda$plus$8", 3));
    String change = "retention.Retention lambda$plus: changed conditional boundary";
    assertEquals(
        List.of(change + " (1 of 2)", change + " (2 of 2)"),
        mutants.stream().map(Mutant::key).toList());
  }

  @Test
  void mutantsAreNumberedWithinTheirMethod() throws IOException {
    List<Mutant> mutants =
        read(entry("true", "KILLED", "plus", 12), entry("false", "SURVIVED", "plus", 7));
    assertEquals(KEY, mutants.get(0).key());
    assertEquals("SURVIVED", mutants.get(0).status());
    assertTrue(mutants.get(1).isDetected());
  }

  @Test
  void theReportsOfAllGroupsMustBeThere() {
    IOException missing = assertThrows(
        IOException.class, () -> MutantReports.read(folder, MutationCheck.GROUPS, LONG_AGO));
    assertTrue(missing.getMessage().contains("the group retention"), missing.getMessage());
  }

  @Test
  void aReportMustNotBeOlderThanTheClasses() throws IOException {
    Path report = Files.createDirectory(folder.resolve("io")).resolve("mutations.xml");
    Files.writeString(report, "<mutations/>");
    FileTime written = Files.getLastModifiedTime(report);
    assertEquals(List.of(), MutantReports.read(folder, List.of("io"), written));
    FileTime later = FileTime.fromMillis(written.toMillis() + 1000);
    IOException old =
        assertThrows(IOException.class, () -> MutantReports.read(folder, List.of("io"), later));
    assertTrue(old.getMessage().contains("the group io is older"), old.getMessage());
  }
}
