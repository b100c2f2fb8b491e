package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CommandRunnerTest extends CommandTestBase {

  private static final long TEN_SECONDS_NS = 10_000_000_000L;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs a command for which ten seconds pass whenever it asks for the time. */
  private int slowly(boolean live, String... args) {
    AtomicLong clock = new AtomicLong();
    return new CommandRunner(
            new PrintWriter(out), new PrintWriter(err), live, () -> clock.getAndAdd(TEN_SECONDS_NS))
        .run(args);
  }

  private String lastLine() {
    return err.toString().lines().reduce("", (earlier, later) -> later);
  }

  @Test
  void shouldShowHowFarGeneratingIs() {
    String log = folder.resolve("demo-0").toString();
    assertEquals(0, slowly(false, "generate", log, "--size", "64k", "--batch-size", "1k"));
    assertTrue(
        lastLine().matches("segsnap: generate 100 %  6[45]\\..* of 64.0 KiB .*"), lastLine());
  }

  @Test
  void shouldDrawABarOnATerminal() {
    String log = folder.resolve("demo-0").toString();
    assertEquals(0, slowly(true, "generate", log, "--size", "64k"));
    assertTrue(err.toString().contains("\rgenerate [###"), err.toString());
  }

  @Test
  void shouldShowHowFarInspectingIsWhateverItIsAskedFor() throws IOException {
    String log = log().toString();
    String[][] commands = {
      {"inspect", log},
      {"inspect", log, "--check"},
      {"inspect", log, "--digest"},
      {"inspect", log, "--check", "--digest"}
    };
    for (String[] command : commands) {
      assertEquals(0, slowly(false, command));
      String[] words = lastLine().split(" +", -1);
      assertEquals("100", words[2], lastLine());
      assertEquals(words[4] + words[5], words[7] + words[8], lastLine());
    }
  }

  @Test
  void shouldShowHowFarCheckingIsOfWhatCanNotBeLoaded() throws IOException {
    Path log = log();
    Files.delete(log.resolve("00000000000000000015.log"));
    assertEquals(ExitCode.CORRUPTION, slowly(false, "inspect", log.toString(), "--check"));
    assertTrue(lastLine().matches("segsnap: inspect  \\d+\\.\\d KiB  .*/s"), lastLine());
  }

  @Test
  void shouldLeaveNothingInABuffer() throws IOException {
    Path log = log();
    create(log);
    PrintWriter buffered = new PrintWriter(new BufferedWriter(out));
    PrintWriter bufferedErr = new PrintWriter(new BufferedWriter(err));
    Files.createFile(folder.resolve("meta.properties"));
    new CommandRunner(buffered, bufferedErr, false).run("create", log.toString(), "--force");
    assertTrue(out.toString().contains("created"), out.toString());
    assertTrue(err.toString().contains("warning: "), err.toString());
  }

  /** Runs out of memory when it is to print. */
  private int withoutMemory(String... args) {
    PrintWriter full = new PrintWriter(out) {
      @Override
      public void write(String text, int start, int length) {
        throw new OutOfMemoryError("Java heap space");
      }
    };
    return new CommandRunner(full, new PrintWriter(err), false).run(args);
  }

  @Test
  void shouldNameTheCommandThatRanOutOfMemory() throws IOException {
    assertEquals(ExitCode.FAILURE, withoutMemory("list", log().toString()));
    assertEquals("segsnap: list: OutOfMemoryError: Java heap space", lastLine());
  }

  @Test
  void shouldFailInOneLineWithoutACommandToo() {
    assertEquals(ExitCode.FAILURE, withoutMemory("--help"));
    assertEquals("segsnap: segsnap: OutOfMemoryError: Java heap space", lastLine());
  }
}
