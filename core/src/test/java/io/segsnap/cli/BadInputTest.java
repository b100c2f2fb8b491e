package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.log.Log;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest extends CommandTestBase {

  @Test
  void shouldFindNoMissingDirectory() {
    Path missing = folder.resolve("missing");
    for (String command : new String[] {"create", "list", "verify", "inspect"}) {
      String line = failure(3, command, missing);
      assertTrue(line.startsWith("segsnap: open " + missing + ": no such directory"), line);
    }
    failure(3, "show", missing, "latest");
    failure(3, "delete", missing, "latest");
    failure(3, "restore", missing, "latest", folder.resolve("r"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "list", "verify", "inspect"})
  void shouldRefuseWhatIsNoPartitionDirectory(String command) throws IOException {
    assertTrue(failure(1, command, folder).contains("not a partition directory"));
    Files.writeString(folder.resolve("notes.txt"), "no log");
    assertTrue(failure(1, command, folder).contains("not a partition directory"));
    assertFalse(Files.exists(folder.resolve(".snapshots")));
  }

  @Test
  void shouldTakeALogWithNothingInIt() throws IOException {
    Path log = TestLogs.create(folder.resolve("empty-0"), 0);
    assertEquals(0, json(0, "create", log, "--no-sync").get("highWaterMark").asLong());
    ok("verify", log);
    ok("restore", log, "latest", folder.resolve("r-0"));
    assertEquals(
        0, json(0, "inspect", folder.resolve("r-0"), "--check").get("endOffset").asLong());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../orders-0", "snapshot-1/..", "/etc", "", "snapshot-x", "snapshot--1", "LATEST"})
  void shouldRefuseWhatIsNoId(String id) throws IOException {
    Path log = log();
    create(log);
    assertTrue(failure(2, "show", log, id).contains("is no snapshot id"));
    failure(2, "verify", log, id);
    failure(2, "delete", log, id);
    failure(2, "restore", log, id, folder.resolve("r"));
  }

  @Test
  void shouldNotFindAnUnknownId() throws IOException {
    Path log = log();
    assertTrue(failure(3, "show", log, "latest").contains("there is none"));
    assertTrue(failure(3, "verify", log, "--all").contains("no snapshots"));
    create(log);
    assertTrue(failure(3, "show", log, "snapshot-7").contains("no such snapshot"));
    failure(3, "verify", log, "snapshot-7");
    failure(3, "restore", log, "snapshot-7", folder.resolve("r"));
  }

  @Test
  void shouldRefuseATargetThatIsInUse() throws IOException {
    Path log = log();
    create(log);
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("file"), "mine");
    assertTrue(failure(1, "restore", log, "latest", full).contains("is not empty"));
    assertEquals("mine", Files.readString(full.resolve("file")));
    failure(1, "restore", log, "latest", log);
    failure(1, "restore", log, "latest", log.resolve("inside"));
    failure(1, "restore", log, "latest", log.resolve(".snapshots/inside"));
    failure(1, "restore", log, "latest", folder.resolve("no/such/parent"));
    assertFalse(Files.exists(folder.resolve("no")));
  }

  @Test
  void shouldFailWhereTheLogIsBeingWritten() throws IOException {
    Path log = log();
    try (Log open = Log.open(log, TestLogs.OPTIONS)) {
      assertEquals(50, open.logEndOffset());
      assertTrue(failure(6, "create", log).contains("locked by"));
      assertTrue(failure(6, "inspect", log).contains("locked by"));
      assertEquals(6, json(6, "inspect", log).get("error").get("exitCode").asInt());
    }
    ok("create", log, "--no-sync");
  }

  @Test
  void shouldFailAtCorruptionBeforeTheTail() throws IOException {
    Path log = log();
    Files.delete(log.resolve("00000000000000000015.log"));
    String line = failure(4, "create", log);
    assertTrue(line.contains("expected a segment with the offsets 15 to 29, found none"), line);
    assertFalse(Files.exists(log.resolve(".snapshots")));
    failure(4, "inspect", log);
  }

  @Test
  void shouldExplainUsage() throws IOException {
    assertEquals(2, run().exitCode());
    assertTrue(run().err().contains("Usage: segsnap"));
    assertTrue(failure(2, "bogus").contains("see segsnap --help"));
    String line = failure(2, "create");
    assertEquals(
        "segsnap create: Missing required parameter: 'DIR'; see segsnap create --help", line);
    Path log = log();
    failure(2, "create", log, "--strategy", "magic");
    failure(2, "create", log, "--threads", "0");
    failure(2, "verify", log, "latest", "--all");
    failure(2, "inspect", log, "--read-committed");
    failure(2, "list", log, "--limit", "5");
  }

  @Test
  void shouldPrintAStackTraceOnlyWhenDebugging() {
    Path missing = folder.resolve("missing");
    Run run = run("list", missing, "--debug");
    assertEquals(3, run.exitCode());
    assertTrue(run.err().contains("\tat io.segsnap."), run.err());
  }
}
