package io.segsnap.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.cli.CommandLineInProcess;
import io.segsnap.crash.Contents;
import io.segsnap.crash.Scratch;
import io.segsnap.log.Log;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** {@code generate}, which leaves a log that was being written: it opens, and holds what was written. */
final class KilledGenerate implements KilledCommand {

  private final Path whole;
  private final Path target;
  private final int files;

  KilledGenerate(KillBench bench) throws IOException {
    this.whole = bench.folder().resolve("whole-0");
    this.target = bench.folder().resolve("generated-0");
    if (!Files.exists(whole)) {
      KillBench.rerun(args(whole));
    }
    this.files = KillBench.count(whole);
  }

  private static List<String> args(Path directory) {
    return List.of("generate", directory.toString(), "--size", "4m", "--segment-size", "48k");
  }

  @Override
  public List<String> prepare() {
    return args(target);
  }

  @Override
  public int progress() {
    return KillBench.count(target);
  }

  @Override
  public boolean isDone() throws IOException {
    return progress() == files && TestLogs.contents(target).equals(TestLogs.contents(whole));
  }

  @Override
  public void checkKilled() throws IOException {
    if (!Files.exists(target) || KillBench.count(target) == 0) {
      return;
    }
    try (Log log = Log.open(target, KillBench.OPTIONS)) {
      assertTrue(log.logEndOffset() >= 0);
    }
    SortedMap<String, String> logs = TestLogs.logContents(target);
    logs.values().removeIf(String::isEmpty);
    assertTrue(logs.isEmpty() || LogPrefix.isOf(whole, logs), "not what is being generated");
  }

  /** It refuses a directory that is not empty, and whoever made it may remove it. */
  @Override
  public void checkRerun(List<String> args) throws IOException {
    if (KillBench.count(target) > 0) {
      assertTrue(CommandLineInProcess.run(args.toArray(String[]::new)).exitCode() != 0);
    }
    Scratch.remove(target);
    KillBench.rerun(args);
    Contents.assertSame(TestLogs.contents(whole), TestLogs.contents(target), "the log");
  }

  @Override
  public void undo() throws IOException {
    Scratch.remove(target);
  }
}
