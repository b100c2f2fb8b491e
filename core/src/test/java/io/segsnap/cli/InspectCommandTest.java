package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.segsnap.format.RecordBatch;
import io.segsnap.testing.SampleData;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InspectCommandTest extends CommandTestBase {

  static List<String> readCases() {
    return SampleData.READ;
  }

  static List<String> allCases() {
    return SampleData.cases();
  }

  @ParameterizedTest
  @MethodSource("readCases")
  void shouldPrintTheDigestOfWhatAConsumerRead(String name) throws IOException {
    Path partition = SampleData.unpack(name, folder);
    JsonNode all = json(0, "inspect", partition, "--check", "--digest");
    assertTrue(all.get("check").get("sound").asBoolean());
    assertEquals(
        SampleData.readUncommitted(name).sha256(),
        all.get("digest").get("sha256").asText());
    assertTrue(ok("inspect", partition, "--digest", "--read-committed")
        .contains(SampleData.readCommitted(name).sha256()));
    assertEquals(
        SampleData.readUncommitted(name).endOffset(), all.get("endOffset").asLong());
    assertEquals(
        SampleData.readUncommitted(name).beginningOffset(),
        all.get("logStartOffset").asLong());
  }

  @ParameterizedTest
  @MethodSource("allCases")
  void shouldChangeNothing(String name) throws IOException {
    Path partition = SampleData.unpack(name, folder);
    List<String> before = state(partition.getParent());
    ok("inspect", partition, "--check", "--digest");
    assertEquals(before, state(partition.getParent()));
  }

  @Test
  void shouldChangeNothingInALogOfItsOwn() throws IOException {
    Path log = log();
    List<String> before = state(log);
    ok("inspect", log, "--check", "--digest");
    assertEquals(before, state(log));
  }

  /** Name, content, length and time of everything. */
  private static List<String> state(Path directory) throws IOException {
    List<String> state = new ArrayList<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted().toList()) {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        int content = Files.isDirectory(path) ? 0 : Arrays.hashCode(Files.readAllBytes(path));
        state.add(
            path + " " + content + " " + attributes.size() + " " + attributes.lastModifiedTime());
      }
    }
    return state;
  }

  @Test
  void shouldShowEverySegment() throws IOException {
    Path partition = SampleData.unpack("lz4", folder);
    String out = ok("inspect", partition);
    assertTrue(out.contains("partition         lz4-0"), out);
    assertTrue(out.contains("end offset        6771"), out);
    assertTrue(out.contains("closed cleanly"), out);
    assertTrue(out.contains("lz4\n"), out);
    JsonNode json = json(0, "inspect", partition);
    assertEquals("lz4-0", json.get("partition").asText());
    assertEquals(6771, json.get("total").get("records").asLong());
    assertEquals("[\"lz4\"]", json.get("total").get("codecs").toString());
    assertFalse(json.has("check"));
    assertFalse(json.has("digest"));
  }

  @Test
  void shouldShowTheTornTail() throws IOException {
    Path partition = SampleData.unpack(SampleData.TORN, folder);
    String out = ok("inspect", partition, "--check");
    assertTrue(out.contains("00000000000000028241.log: cut 2396 bytes after position 323491"), out);
    assertTrue(out.contains("not closed cleanly, 27 segments checked"), out);
    JsonNode cut = json(0, "inspect", partition).get("recovery").get("tailCut");
    assertEquals(323_491, cut.get("position").asLong());
  }

  @Test
  void shouldInspectSnapshotsAndRestoredDirectories() throws IOException {
    Path partition = SampleData.unpack("txn", folder);
    Path elsewhere = folder.resolve("backup");
    String id = json(0, "create", partition, "--snapshot-dir", elsewhere, "--no-sync")
        .get("id")
        .asText();
    Path restored = folder.resolve("restored-0");
    ok("restore", partition, id, restored, "--snapshot-dir", elsewhere, "--no-sync");
    for (Path copy : List.of(elsewhere.resolve(id), restored)) {
      JsonNode json = json(0, "inspect", copy, "--check", "--digest", "--read-committed");
      assertTrue(json.get("recovery").get("clean").asBoolean());
      assertEquals(
          SampleData.readCommitted("txn").sha256(),
          json.get("digest").get("sha256").asText());
    }
  }

  @Test
  void shouldNameEveryProblem() throws IOException {
    Path log = log();
    TestLogs.flip(log.resolve("00000000000000000000.log"));
    TestLogs.flip(log.resolve("00000000000000000030.log"));
    ok("inspect", log);
    Run run = run("inspect", log, "--check", "--digest");
    assertEquals(4, run.exitCode());
    assertTrue(run.out().contains("check: 2 problems"), run.out());
    assertTrue(run.out().contains("00000000000000000030.log at position"), run.out());
    assertTrue(run.err().contains("no digest"), run.err());
    assertTrue(failure(4, "inspect", log, "--digest").contains("batch CRC"));
    JsonNode problems = json(4, "inspect", log, "--check").get("check").get("problems");
    assertEquals(2, problems.size());
    assertTrue(problems.get(0).get("expected").asText().startsWith("batch CRC"));
  }

  @Test
  void shouldCheckWhatCanNotBeLoaded() throws IOException {
    Path log = log();
    Files.delete(log.resolve("00000000000000000015.log"));
    TestLogs.flip(log.resolve("00000000000000000030.log"));
    JsonNode json = json(4, "inspect", log, "--check");
    assertEquals(2, json.get("check").get("problems").size());
    assertFalse(json.has("segments"));
    JsonNode gaps = json(4, "inspect", log, "--check", "--allow-gaps");
    assertEquals(1, gaps.get("check").get("problems").size());
    assertTrue(gaps.has("segments"));
  }

  @Test
  void shouldTellNoOffsetsWhereBatchesCanNotBeToldApart() throws IOException {
    Path log = log();
    Path file = log.resolve("00000000000000000000.log");
    byte[] bytes = Files.readAllBytes(file);
    // The first batch seems to go on far behind the file's end.
    bytes[RecordBatch.OFFSET_OF_BATCH_LENGTH] = 0x7f;
    Files.write(file, bytes);
    assertTrue(failure(4, "inspect", log).contains(file.toString()));
    JsonNode json = json(4, "inspect", log, "--check");
    assertEquals(1, json.get("check").get("problems").size());
    assertFalse(json.has("segments"));
  }

  @Test
  void shouldShowWhatIsLeftBeforeDamage() throws IOException {
    Path log = log();
    Files.delete(log.resolve("segsnap-checkpoint"));
    TestLogs.flip(log.resolve("00000000000000000015.log"));
    failure(4, "inspect", log);
    JsonNode json = json(0, "inspect", log, "--cut-at-first-damage");
    assertEquals(22, json.get("endOffset").asLong());
  }
}
