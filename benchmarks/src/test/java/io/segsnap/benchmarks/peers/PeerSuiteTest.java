package io.segsnap.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.Commands;
import io.segsnap.benchmarks.ExitCode;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.benchmarks.Settings;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.reports.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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

  /** A copy that is changed by each test. */
  private static class OddPeer implements Peer {

    private final Peer cp = ShellPeer.all().get(0);

    @Override
    public String name() {
      return "odd";
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
    }

    @Override
    public boolean hasCheck() {
      return false;
    }

    @Override
    public void check() {}
  }

  /** Fails when it restores in a round. */
  private static final class FailingPeer extends OddPeer {

    private final int round;
    private int restores;

    FailingPeer(int round) {
      this.round = round;
    }

    @Override
    public void restore(Path target) throws Exception {
      restores++;
      if (restores == round) {
        throw new IOException("odd exits with 2 and says: no");
      }
      super.restore(target);
    }
  }

  /** A copy that loses a byte. */
  private static final class WrongPeer extends OddPeer {

    @Override
    public void restore(Path target) throws Exception {
      super.restore(target);
      Path segment = SegmentFiles.of(target).get(0);
      byte[] bytes = Files.readAllBytes(segment);
      bytes[17]++;
      Files.write(segment, bytes);
    }
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
    var e = assertThrows(
        BenchmarkException.class, () -> suite("").run(List.of(new NaivePeer(), new WrongPeer())));

    assertEquals(ExitCode.WRONG_BYTES, e.code());
    String text = text();
    assertTrue(text.contains("PARTIAL: wrong result"), text);
    assertTrue(text.lines().noneMatch(line -> line.matches("first backup +odd.*")), text);
  }

  @Test
  void shouldGoOnWithoutAPeerThatFailsInItsFirstRound() throws Exception {
    suite("odd|naive", 2).run(List.of(new FailingPeer(1), new NaivePeer()));

    String text = text();
    assertTrue(
        text.contains(
            "\nround 1 of 2: odd is left out from here on: java.io.IOException: odd exits"),
        text);
    assertTrue(text.lines().anyMatch(line -> line.matches("restore +naive +2 .*")), text);
    assertTrue(text.lines().noneMatch(line -> line.matches("first backup +odd.*")), text);
  }

  @Test
  void shouldMarkAPeerThatFailsLater() throws Exception {
    suite("odd|naive", 3).run(List.of(new FailingPeer(2), new NaivePeer()));

    String text = text();
    assertTrue(
        text.lines().anyMatch(line -> line.matches("restore +odd \\(failed in round 2\\) +1 .*")),
        text);
    assertTrue(text.lines().anyMatch(line -> line.matches("restore +naive +3 .*")), text);
  }

  @Test
  void shouldFailWhereNoPeerIsLeft() {
    assertThrows(IOException.class, () -> suite("odd").run(List.of(new FailingPeer(1))));
  }

  @Test
  void shouldNameAnExpressionThatIsNone() {
    var e = assertThrows(
        IllegalArgumentException.class, () -> suite("[").installed(List.of(new NaivePeer())));

    assertTrue(String.valueOf(e.getMessage()).startsWith("bench.include=[: "), e::getMessage);
  }

  @Test
  void shouldTakeAWarningForDone() throws Exception {
    List<String> warns = List.of("sh", "-c", ShellPeer.warned("(exit 1)"));
    List<String> fails = List.of("sh", "-c", ShellPeer.warned("(exit 2)"));

    assertEquals("", Commands.run(warns));
    assertThrows(IOException.class, () -> Commands.run(fails));
  }

  @Test
  void shouldCountLinksAsOperations() {
    PeerTimes times = new PeerTimes(1 << 30);
    times.add(new SegsnapPeer(CopyStrategy.LINK), Map.of(Step.FIRST, 10.0, Step.RESTORE, 1000.0));
    times.add(new NaivePeer(), Map.of(Step.FIRST, 1000.0));
    Table table = (Table) times.sections().get(0);

    assertEquals(
        List.of("100 ops/s", "1.07 GB/s", "1.07 GB/s"),
        table.rows().stream().map(row -> row.get(5)).toList());
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private PeerSuite suite(String include) {
    return suite(include, 1);
  }

  private PeerSuite suite(String include, int rounds) {
    Settings settings = Settings.of(
            Settings.Suite.PEERS, folder.resolve("work"), folder.resolve("reports"))
        .withSizeBytes(4L << 20);
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new PeerSuite(
        include.isEmpty() ? settings : settings.withInclude(include),
        out,
        Clock.systemUTC(),
        rounds);
  }
}
