package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That each option of the command does what its help says. */
class RestoreCommandTest extends CommandTestBase {

  private static final String EXTRA = "00000000000000000099.log";

  private Path log;
  private Path target;
  private String id;

  @BeforeEach
  void createSnapshot() throws IOException {
    log = log();
    target = folder.resolve("restored-0");
    id = create(log);
  }

  private JsonNode restore(String... options) throws IOException {
    List<Object> words = new ArrayList<>(List.of("restore", log, id, target, "--no-sync"));
    words.addAll(Arrays.asList(options));
    return json(0, words.toArray());
  }

  @Test
  void shouldWriteNothingInADryRun() throws IOException {
    assertTrue(restore("--dry-run").get("dryRun").asBoolean());
    assertFalse(Files.exists(target));
  }

  @Test
  void shouldEndBeforeAnOffset() throws IOException {
    JsonNode restored = restore("--to-offset", "20");
    assertEquals(0, restored.get("logStartOffset").asLong());
    assertEquals(20, restored.get("highWaterMark").asLong());
  }

  @Test
  void shouldStartAtAnOffset() throws IOException {
    JsonNode restored = restore("--from-offset", "20");
    assertEquals(20, restored.get("logStartOffset").asLong());
    assertEquals(50, restored.get("highWaterMark").asLong());
  }

  @Test
  void shouldRestoreTheSegmentsAskedFor() throws IOException {
    JsonNode restored = restore("--segments", "15");
    assertEquals(15, restored.get("logStartOffset").asLong());
    assertEquals(1, TestLogs.logContents(target).size());
  }

  @Test
  void shouldMoveExtraFilesAside() throws IOException {
    restore();
    Files.writeString(target.resolve(EXTRA), "extra");
    assertEquals(EXTRA, restore("--differential").get("removed").get(0).asText());
    assertFalse(Files.exists(target.resolve(EXTRA)));
    Path aside = target.resolve(".removed-" + id).resolve(EXTRA);
    assertEquals("extra", Files.readString(aside));
  }

  @Test
  void shouldDeleteExtraFilesOnlyWhenAsked() throws IOException {
    restore();
    Files.writeString(target.resolve(EXTRA), "extra");
    restore("--differential", "--remove-extra");
    assertFalse(Files.exists(target.resolve(EXTRA)));
    assertFalse(Files.exists(target.resolve(".removed-" + id)));
    assertEquals(TestLogs.logContents(log), TestLogs.logContents(target));
  }
}
