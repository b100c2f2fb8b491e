package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.segsnap.io.Disk;
import io.segsnap.testing.SampleData;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotCommandsTest extends CommandTestBase {

  @Test
  void shouldCreateListShowVerifyRestoreAndDelete() throws IOException {
    Path log = log();
    Path target = folder.resolve("restored-0");
    assertTrue(ok("create", log, "--label", "first").contains("first"));
    assertTrue(ok("list", log).contains("0..50"));
    assertTrue(ok("show", log, "latest").contains("off-heap"));
    assertTrue(ok("verify", log).contains(": ok, "));
    assertTrue(ok("restore", log, "latest", target).contains("0..50"));
    assertEquals(TestLogs.logContents(log), TestLogs.logContents(target));
    assertTrue(ok("delete", log, "latest").startsWith("deleted snapshot-"));
    assertEquals("no snapshots\n", ok("list", log));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "transfer", "mapped", "off-heap", "link"})
  void shouldCreateByEveryStrategy(String strategy) throws IOException {
    Path log = log();
    JsonNode created = json(0, "create", log, "--strategy", strategy, "--threads", 2, "--no-sync");
    assertTrue(created.get("captures").has(strategy), created.toString());
    assertEquals(50, created.get("highWaterMark").asLong());
    assertTrue(json(0, "verify", log).get("clean").asBoolean());
  }

  @Test
  void shouldPrintOneDocumentForEveryCommand() throws IOException {
    Path log = log();
    JsonNode created =
        json(0, "create", log, "--label", "l", "--tag", "a", "--tag", "team=orders", "--no-sync");
    String id = created.get("id").asText();
    assertEquals("[\"a\",\"team=orders\"]", created.get("tags").toString());
    assertEquals(created, json(0, "list", log).get("snapshots").get(0));
    assertEquals(created, json(0, "show", log, id));
    JsonNode verified = json(0, "verify", log, id).get("snapshots").get(0);
    assertEquals(50, verified.get("batches").asLong());
    Path target = folder.resolve("restored-0");
    JsonNode restored = json(0, "restore", log, id, target, "--no-sync", "--threads", 1);
    assertEquals(target.toString(), restored.get("target").asText());
    assertEquals(id, json(0, "delete", log, id).get("deleted").get(0).asText());
    JsonNode failed = json(3, "show", log, id);
    assertEquals(3, failed.get("error").get("exitCode").asInt());
    JsonNode usage = json(2, "show", log);
    assertEquals(2, usage.get("error").get("exitCode").asInt());
  }

  @Test
  void shouldKeepSnapshotsElsewhere() throws IOException {
    Path log = log();
    Path elsewhere = folder.resolve("backup/orders-0");
    ok("create", log, "--snapshot-dir", elsewhere, "--no-sync");
    assertFalse(Files.exists(log.resolve(".snapshots")));
    assertTrue(ok("list", log, "--snapshot-dir", elsewhere).contains("snapshot-"));
    assertTrue(ok("verify", log, "--all", "--snapshot-dir", elsewhere).contains(": ok, "));
    assertTrue(failure(3, "list", log, "--snapshot-dir", folder.resolve("mistyped"))
        .contains("no such directory"));
  }

  @Test
  void shouldRestoreALostLog() throws IOException {
    Path log = log();
    var before = TestLogs.logContents(log);
    Path elsewhere = folder.resolve("backup");
    ok("create", log, "--snapshot-dir", elsewhere, "--no-sync");
    for (String name : TestLogs.names(log)) {
      Files.delete(log.resolve(name));
    }
    Files.delete(log);
    ok("restore", log, "latest", log, "--snapshot-dir", elsewhere, "--no-sync");
    assertEquals(before, TestLogs.logContents(log));
  }

  @Test
  void shouldVerifyAllAndNameWhatIsWrong() throws IOException {
    Path log = log();
    create(log);
    String damaged = create(log);
    String unreadable = create(log);
    Path snapshots = log.resolve(".snapshots");
    TestLogs.flip(snapshots.resolve(damaged).resolve("00000000000000000015.log"));
    Files.writeString(snapshots.resolve(unreadable).resolve("manifest.json"), "{");
    JsonNode all = json(4, "verify", log, "--all");
    assertFalse(all.get("clean").asBoolean());
    assertEquals(3, all.get("snapshots").size());
    String text = run("verify", log, "--all").out();
    assertTrue(text.contains("00000000000000000015.log: at position 0 expected"), text);
    assertTrue(text.contains(unreadable + ": 1 problem"), text);
    assertEquals(4, run("verify", log, damaged).exitCode());
    Run latest = run("verify", log);
    assertEquals(4, latest.exitCode());
    assertTrue(latest.err().contains("passed over " + unreadable), latest.err());
    assertTrue(run("list", log).err().contains(unreadable + " is damaged"));
    assertEquals(1, json(0, "list", log).get("damaged").size());
    failure(4, "show", log, unreadable);
    failure(4, "restore", log, damaged, folder.resolve("restored-0"));
    assertFalse(Files.exists(folder.resolve("restored-0")));
    ok("delete", log, unreadable);
  }

  @Test
  void shouldDeleteWhatItCanAndReportTheRest() throws IOException {
    Path log = log();
    String id = create(log);
    Run run = run("delete", log, "snapshot-7", id, id);
    assertEquals(3, run.exitCode());
    assertEquals("deleted " + id + "\n", run.out());
    assertTrue(run.err().contains("snapshot-7: no such snapshot"), run.err());
    JsonNode failed = json(3, "delete", log, "snapshot-7");
    assertEquals("snapshot-7", failed.get("failed").get(0).get("id").asText());
  }

  @Test
  void shouldTellOfTheLogStartOffsetThatABrokerMustBeGiven() throws IOException {
    Path partition = SampleData.unpack("delete-records", folder);
    Path elsewhere = folder.resolve("backup");
    ok("create", partition, "--snapshot-dir", elsewhere, "--no-sync");
    String out =
        ok("restore", partition, "latest", folder.resolve("r-0"), "--snapshot-dir", elsewhere);
    assertTrue(out.contains("'delete-records 0 2345' into log-start-offset-checkpoint"), out);
  }

  @Test
  void shouldWarnOfWhatABrokerDoesToItsDirectory() throws IOException {
    Path partition = SampleData.unpack("delete-records", folder);
    Run run = run("create", partition, "--strategy", "link", "--no-sync");
    assertEquals(0, run.exitCode());
    assertTrue(run.err().contains("deletes the topic"), run.err());
    assertTrue(run.err().contains("truncates sealed segments in place"), run.err());
    Path sibling = partition.resolveSibling("backup");
    assertTrue(
        failure(1, "create", partition, "--snapshot-dir", sibling).contains("refuses to start"));
    assertFalse(Files.exists(sibling));
  }

  @Test
  void shouldNotWarnOfABrokerThatCanNotReachTheSnapshots() throws IOException {
    Path partition = SampleData.unpack("delete-records", folder);
    Path elsewhere = folder.resolve("backup");
    Run run = run("create", partition, "--snapshot-dir", elsewhere, "--no-sync");
    assertFalse(run.err().contains("deletes the topic"), run.err());
  }

  @Test
  void shouldTellOfChecksumsThatVerifyingAdded() throws IOException {
    Path partition = SampleData.unpack("delete-records", folder);
    ok("create", partition, "--strategy", "link", "--no-sync");
    assertTrue(ok("verify", partition, "latest").contains("added checksums of "));
    assertFalse(ok("verify", partition, "latest").contains("added checksums"));
  }

  @Test
  void shouldSayWhatWasTornOff() throws IOException {
    Path partition = SampleData.unpack(SampleData.TORN, folder);
    Path elsewhere = folder.resolve("backup");
    String out = ok("create", partition, "--snapshot-dir", elsewhere, "--no-sync");
    assertTrue(out.contains("cut 2396 bytes after position 323491"), out);
    JsonNode cut =
        json(0, "show", partition, "latest", "--snapshot-dir", elsewhere).get("tailCut");
    assertEquals(323_491, cut.get("position").asLong());
    assertEquals(2396, cut.get("removedBytes").asLong());
  }

  @Test
  void shouldRefuseASnapshotThatIsNotDueUnlessForced() throws IOException {
    Path log = log();
    ok("create", log, "--no-sync");
    assertTrue(failure(5, "create", log).contains("the next is due at 20"));
    assertEquals(5, json(5, "create", log).get("error").get("exitCode").asInt());
    ok("create", log, "--no-sync", "--min-interval", "0s");
    ok("create", log, "--no-sync", "--min-interval", "PT1H", "--force");
    assertEquals(3, json(0, "list", log).get("snapshots").size());
  }

  @Test
  void shouldCleanUpAsTheDryRunSays() throws IOException {
    Path log = log();
    String first = create(log);
    String second = json(0, "create", log, "--no-sync", "--force", "--tag", "keep")
        .get("id")
        .asText();
    String third = create(log);
    Object[] command = {"cleanup", log, "--max-snapshots", "1", "--pin-tag", "keep"};
    String plan = ok(with(command, "--dry-run"));
    assertTrue(plan.contains(first + "  delete   2 are newer, at most 1 are to be kept"), plan);
    assertTrue(plan.contains(second + "  keep     pinned by the tag keep"), plan);
    assertEquals(3, json(0, "list", log).get("snapshots").size());
    assertEquals(plan.replace("delete ", "deleted"), ok(command));
    JsonNode again = json(0, command);
    assertEquals(third, again.get("snapshots").get(0).get("id").asText());
    assertEquals(
        "keep_at_least",
        again.get("snapshots").get(0).get("reasons").get(0).get("rule").asText());
    assertEquals(2, again.get("snapshots").size());
  }

  private static Object[] with(Object[] command, Object word) {
    Object[] longer = Arrays.copyOf(command, command.length + 1);
    longer[command.length] = word;
    return longer;
  }

  @Test
  void shouldWarnOfDamagedSnapshotsWhenCleaningUp() throws IOException {
    Path log = log();
    String damaged = create(log);
    Files.writeString(log.resolve(".snapshots/" + damaged + "/manifest.json"), "{");
    Run run = run("cleanup", log);
    assertEquals(0, run.exitCode());
    assertTrue(run.err().contains(damaged + " is damaged and was not judged"), run.err());
    assertEquals("no snapshots\n", run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--keep-at-least=0",
        "--keep-daily=-1",
        "--retention=soon",
        "--retention=-2h",
        "--zone=Mars",
        "--max-snapshots=x"
      })
  void shouldRefusePoliciesThatMakeNoSense(String option) throws IOException {
    Path log = log();
    create(log);
    failure(2, "cleanup", log, option);
    ok(
        "cleanup",
        log,
        "--max-snapshots",
        "-1",
        "--retention",
        "-1",
        "--keep-weekly",
        "2",
        "--zone",
        "Asia/Tokyo");
  }

  @Test
  void shouldTellSizes() throws IOException {
    Path log = log();
    String id = create(log);
    JsonNode sizes = json(0, "size", log);
    assertEquals(id, sizes.get("snapshots").get(0).get("id").asText());
    assertEquals(sizes.get("apparentBytes"), sizes.get("snapshots").get(0).get("apparentBytes"));
    assertTrue(sizes.get("occupiedBytes").asLong() >= sizes.get("apparentBytes").asLong());
    String text = ok("size", log);
    assertTrue(text.contains("total") && text.contains("KiB"), text);
  }

  @Test
  void shouldRefuseClonesWhereTheFileSystemHasNone() throws IOException {
    Path log = log();
    assumeFalse(Disk.local().mayClone(log, log), "the temporary folder may have clones");
    assertTrue(failure(1, "create", log, "--strategy", "clone").contains("can't clone files"));
    assertFalse(Files.exists(log.resolve(".snapshots")));
  }

  @Test
  void shouldTakeALimit() throws IOException {
    Path log = log();
    ok("create", log, "--no-sync", "--limit", "1g/s");
    ok("restore", log, "latest", folder.resolve("r-0"), "--no-sync", "--limit", "512m");
    failure(2, "create", log, "--limit", "0");
    failure(2, "create", log, "--limit", "fast");
  }
}
