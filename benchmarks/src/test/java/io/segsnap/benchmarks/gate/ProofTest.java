package io.segsnap.benchmarks.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.reports.gate.Attempt;
import io.segsnap.reports.gate.GateFiles;
import io.segsnap.reports.gate.Outcome;
import io.segsnap.reports.gate.Trial;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {

  @TempDir
  Path folder;

  private static Trial trial(Trial.Kind kind, boolean neighbour) {
    Attempt attempt = new Attempt("", "another", "another", "cheap", "", Outcome.PASSED, List.of());
    return new Trial(kind, "", 0, neighbour, 8, 1, "", attempt);
  }

  @Test
  void trialsOfAnotherBuildAreNotContinued() throws Exception {
    GateFiles.append(folder.resolve("proof.jsonl"), trial(Trial.Kind.SAME, false));

    GateException e = assertThrows(GateException.class, proof("aa", "")::run);
    assertEquals(4, e.exitCode());
    assertTrue(
        e.getMessage().contains("proof.jsonl") && e.getMessage().contains("move the file away"),
        e::getMessage);
    assertEquals(1, Files.readAllLines(folder.resolve("proof.jsonl")).size());
  }

  private Proof proof(String kind, String mutant) throws GateException {
    Properties properties = new Properties();
    properties.setProperty("gate.proof", kind);
    properties.setProperty("gate.mutant", mutant);
    properties.setProperty("gate.work", folder.resolve("work").toString());
    properties.setProperty("gate.reports", folder.toString());
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Proof(GateOptions.of(properties), out, Clock.systemUTC());
  }

  @Test
  void aMutantThatThereIsNotIsRefused() throws Exception {
    GateException e = assertThrows(GateException.class, proof("mutants", "no such")::run);

    assertEquals(4, e.exitCode());
    assertTrue(e.getMessage().startsWith("gate.mutant=no such: "), e::getMessage);
  }

  @Test
  void theCommandIsOfAllKindsThatWereTried() {
    Trial same = trial(Trial.Kind.SAME, false);

    assertEquals("mvn -pl benchmarks -Pgate -Dgate.proof=aa", Proof.command(List.of(same, same)));
    assertEquals(
        "for kind in aa noise mutants; do mvn -pl benchmarks -Pgate -Dgate.proof=$kind; done",
        Proof.command(
            List.of(same, trial(Trial.Kind.SAME, true), trial(Trial.Kind.MUTANT, false))));
  }
}
