package io.segsnap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.segsnap.testing.SampleData;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds what every command prints, character by character, to the texts in {@code
 * src/test/resources/transcript}: a change of the output shows there. Ids, times and paths are
 * replaced by fixed ones.
 */
class TranscriptTest extends CommandTestBase {

  private static final Pattern ID = Pattern.compile("snapshot-\\d{19}");
  private static final Pattern NANOS = Pattern.compile("20[2-9]\\d-[-0-9]+T[:0-9]+\\.\\d+Z");
  private static final Pattern SECONDS = Pattern.compile("20(2[6-9]|[3-9]\\d)-[-0-9]+T[:0-9]+Z");

  private static final Pattern DIGESTS = Pattern.compile("SHA-256 \\w{64}, found \\w{64}");

  private final StringBuilder transcript = new StringBuilder();
  private final Map<String, String> ids = new LinkedHashMap<>();

  private void segsnap(Object... args) {
    Run run = run(args);
    StringBuilder line = new StringBuilder("$ segsnap");
    for (Object arg : args) {
      line.append(' ').append(arg);
    }
    transcript.append(line).append('\n').append(run.out()).append(run.err());
    transcript.append("exit ").append(run.exitCode()).append("\n\n");
  }

  private String fixed() {
    String text = transcript.toString().replace(folder.toString(), "/F");
    if (ids.isEmpty() && !ID.matcher(text).find()) {
      return text;
    }
    text = NANOS.matcher(text).replaceAll("2030-01-01T00:00:00.000000000Z");
    text = DIGESTS.matcher(text).replaceAll("SHA-256 X, found Y");
    text = SECONDS.matcher(text).replaceAll("2030-01-01T00:00:00Z");
    Matcher matcher = ID.matcher(text);
    while (matcher.find()) {
      ids.computeIfAbsent(
          matcher.group(), id -> "snapshot-" + (1_000_000_000_000_000_001L + ids.size()));
    }
    for (Map.Entry<String, String> id : ids.entrySet()) {
      text = text.replace(id.getKey(), id.getValue());
    }
    return text;
  }

  private void assertTranscript(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/transcript/" + name + ".txt")) {
      assertNotNull(in, "no transcript " + name + ":\n" + fixed());
      assertEquals(new String(in.readAllBytes(), UTF_8), fixed());
    }
  }

  /** As if the machine had died. */
  private static void tear(Path log) throws IOException {
    Path active = log.resolve("00000000000000000045.log");
    Files.write(active, new byte[30], StandardOpenOption.APPEND);
    Files.delete(log.resolve("segsnap-checkpoint"));
  }

  private static Path manifestOfTheOldest(Path log) throws IOException {
    try (Stream<Path> found = Files.list(log.resolve(".snapshots"))) {
      return found
          .filter(Files::isDirectory)
          .min(Comparator.naturalOrder())
          .orElseThrow()
          .resolve("manifest.json");
    }
  }

  private void snapshots(String... format) throws IOException {
    Path log = log();
    Path target = folder.resolve("restored-0");
    each(format, "list", log);
    each(format, "cleanup", log);
    each(
        format,
        "create",
        log,
        "--no-sync",
        "--label",
        "first",
        "--tag",
        "a",
        "--tag",
        "b",
        "--strategy",
        "off-heap");
    each(format, "create", log, "--no-sync");
    tear(log);
    each(format, "create", log, "--no-sync", "--force", "--strategy", "link");
    each(format, "list", log);
    each(format, "show", log, "latest");
    each(format, "verify", log, "latest");
    each(format, "verify", log, "--all");
    each(format, "restore", log, "latest", target, "--no-sync", "--dry-run");
    each(format, "restore", log, "latest", target, "--no-sync", "--from-offset", "20");
    Files.writeString(target.resolve("extra.txt"), "x");
    each(format, "restore", log, "latest", target, "--no-sync", "--differential");
    each(format, "restore", log, "latest", target, "--no-sync");
    each(format, "cleanup", log, "--dry-run", "--max-snapshots", "1", "--pin-tag", "a");
    each(format, "cleanup", log, "--dry-run", "--max-snapshots", "1");
    TestLogs.flip(manifestOfTheOldest(log).resolveSibling("00000000000000000015.log"));
    each(format, "verify", log, "--all");
    each(format, "cleanup", log, "--max-snapshots", "1");
    TestLogs.flip(manifestOfTheOldest(log));
    Files.delete(log.resolve(".snapshots/snapshots.json"));
    each(format, "list", log);
    each(format, "cleanup", log);
    each(format, "show", log, "latest");
    each(format, "delete", log, manifestOfTheOldest(log).getParent().getFileName());
    each(format, "list", log);
  }

  private void each(String[] format, Object... args) {
    Object[] all = new Object[args.length + format.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(format, 0, all, args.length, format.length);
    segsnap(all);
  }

  @Test
  void snapshotsAreToldOfInText() throws IOException {
    snapshots();
    assertTranscript("snapshots");
  }

  @Test
  void snapshotsAreToldOfInJson() throws IOException {
    snapshots("--json");
    assertTranscript("snapshots-json");
  }

  private void inspections(String... format) throws IOException {
    Path sample = SampleData.unpack("headers-nulls", folder);
    Path damaged = log();
    each(format, "inspect", sample, "--check", "--digest", "--read-committed");
    tear(damaged);
    each(format, "inspect", damaged, "--digest");
    TestLogs.flip(damaged.resolve("00000000000000000030.log"));
    each(format, "inspect", damaged, "--check");
    each(format, "inspect", folder);
    each(format, "generate", folder.resolve("made-0"), "--size", "100k", "--seed", "1");
  }

  @Test
  void logsAreToldOfInText() throws IOException {
    inspections();
    assertTranscript("logs");
  }

  @Test
  void logsAreToldOfInJson() throws IOException {
    inspections("--json");
    assertTranscript("logs-json");
  }
}
