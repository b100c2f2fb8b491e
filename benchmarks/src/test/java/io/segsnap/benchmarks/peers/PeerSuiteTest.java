package io.segsnap.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.ExitCode;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.benchmarks.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-jdk")
class PeerSuiteTest {

  @TempDir
  private Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  /** A program that no machine has. */
  private static final class MissingPeer implements Peer {

    @Override
    public String name() {
      return "missing";
    }

    @Override
    public List<String> programs() {
      return List.of("no-such-program");
    }

    @Override
    public void begin(Path data, Path home) {
      throw new AssertionError("a missing program is never run");
    }

    @Override
    public void backUp() {}

    @Override
    public void restore(Path target) {}

    @Override
    public boolean hasCheck() {
      return false;
    }

    @Override
    public void check() {}
  }

  /** A copy that loses a byte. */
  private static final class WrongPeer implements Peer {

    private final Peer cp = ShellPeer.all().get(0);

    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public void begin(Path data, Path home) throws Exception {
      cp.begin(data, home);
    }

    @Override
    public void backUp() throws Exception {
      cp.backUp();
    }

    @Override
    public void restore(Path target) throws Exception {
      cp.restore(target);
      Path segment = SegmentFiles.of(target).get(0);
      byte[] bytes = Files.readAllBytes(segment);
      bytes[17]++;
      Files.write(segment, bytes);
    }

    @Override
    public boolean hasCheck() {
      return false;
    }

    @Override
    public void check() {}
  }

  @Test
  void shouldRunEveryInstalledPeerOnTheSameBytes() throws Exception {
    suite("").run(PeerSuite.all());

    String text = text();
    for (String peer : List.of(
        "segsnap off-heap",
        "segsnap link",
        "naive",
        "cp",
        "RocksDB Checkpoint",
        "RocksDB BackupEngine")) {
      String row = "restore +" + peer + " .*";
      assertTrue(text.lines().anyMatch(line -> line.matches(row)), text);
    }
    assertTrue(Files.exists(folder.resolve("reports/peers.html")));
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void shouldSkipAMissingPeerWithALine() throws Exception {
    List<Peer> found = suite("").installed(List.of(new MissingPeer(), new NaivePeer()));

    assertEquals(List.of("naive"), found.stream().map(Peer::name).toList());
    assertEquals("missing is skipped: not installed: [no-such-program]", text().strip());
  }

  @Test
  void shouldFailWhenTheMissingPeerWasAskedFor() {
    var e = assertThrows(
        BenchmarkException.class, () -> suite("missing").installed(List.of(new MissingPeer())));

    assertEquals(ExitCode.MISSING_PEER, e.code());
  }

  @Test
  void shouldNotLetAWrongRestoreCount() {
    var e = assertThrows(BenchmarkException.class, () -> suite("").run(List.of(new WrongPeer())));

    assertEquals(ExitCode.WRONG_BYTES, e.code());
    String text = text();
    assertTrue(text.contains("PARTIAL: wrong result"), text);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private PeerSuite suite(String include) {
    Settings settings = Settings.of(
            Settings.Suite.PEERS, folder.resolve("work"), folder.resolve("reports"))
        .withSizeBytes(4L << 20);
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new PeerSuite(
        include.isEmpty() ? settings : settings.withInclude(include), out, Clock.systemUTC(), 1);
  }
}
