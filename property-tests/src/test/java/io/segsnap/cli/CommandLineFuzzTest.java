package io.segsnap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segsnap.crash.Scratch;
import io.segsnap.fuzz.Folders;
import io.segsnap.fuzz.FuzzTarget;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A command line, an argument to a line, in which {@code %} stands for a folder that holds a log and
 * snapshots of it. It ends with a documented exit code and never with a stack trace. Lines that would
 * reach out of the folder, or are slow or large because they ask for it, are not carried out.
 */
class CommandLineFuzzTest extends FuzzTarget {

  private static final int MAX_ALLOCATED_BYTES = 128 << 20;
  private static final int MAX_ARGUMENTS = 12;
  private static final long MAX_SIZE_BYTES = 32 << 10;
  private static final long MIN_BYTES_PER_SECOND = 1 << 20;
  private static final int MAX_THREADS = 64;
  private static final Set<String> SIZES =
      Set.of("--size", "--segment-size", "--record-size", "--batch-size");
  private static final Pattern UNEXPECTED =
      Pattern.compile("(?m)^segsnap: \\S+: \\w*(?:Exception|Error)\\b");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Path template;
  private Path folder;
  private List<String> untouched;

  @BeforeAll
  void createLog() throws IOException {
    template = Files.createDirectory(scratch().resolve("template"));
    Path log = TestLogs.create(template.resolve("orders-0"), 3);
    SnapshotManager.open(log, SnapshotOptions.defaults()).create(CreateOptions.defaults());
    SnapshotManager.open(
            log, SnapshotOptions.defaults().withSnapshotDirectory(template.resolve("s")))
        .create(CreateOptions.defaults());
    folder = scratch().resolve("f");
    restoreFolder();
  }

  private void restoreFolder() throws IOException {
    Scratch.remove(folder);
    Folders.copy(template, folder);
    untouched = Folders.state(folder);
  }

  @FuzzTest
  void endsWithADocumentedExitCode(byte[] data) throws IOException {
    String[] arguments = new String(data, UTF_8)
        .lines()
        .limit(MAX_ARGUMENTS)
        .map(argument -> argument.replace("%", folder.toString()))
        .toArray(String[]::new);
    if (isHarmless(arguments)) {
      count();
      bounded(MAX_ALLOCATED_BYTES, () -> run(arguments));
    }
  }

  private void run(String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = new CommandRunner(new PrintWriter(out), new PrintWriter(err), false).run(arguments);
    List<String> given = List.of(arguments);
    assertTrue(code >= ExitCode.OK && code <= ExitCode.LOCKED, () -> "exit code " + code);
    assertFalse(UNEXPECTED.matcher(err.toString()).find(), err::toString);
    if (!given.contains("--debug")) {
      assertFalse(err.toString().contains("\tat "), err::toString);
    }
    if (code > ExitCode.OK && code != ExitCode.CORRUPTION) {
      assertFalse(err.toString().isBlank());
    }
    if (given.contains("--json") && !out.toString().isEmpty() && !isHelp(arguments)) {
      JSON.readTree(out.toString());
    }
    if (!Folders.state(folder).equals(untouched)) {
      restoreFolder();
    }
  }

  private static CommandLine commandLine() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new CommandRunner(nowhere, nowhere, false).commandLine();
  }

  private static boolean isHelp(String... arguments) {
    CommandLine line = commandLine();
    try {
      line.parseArgs(arguments);
    } catch (ParameterException e) {
      return false;
    }
    return CommandLine.printHelpIfRequested(line.getParseResult());
  }

  /** What can't be parsed is not carried out. */
  private boolean isHarmless(String... arguments) {
    CommandLine line = commandLine();
    try {
      line.parseArgs(arguments);
    } catch (ParameterException e) {
      return true;
    }
    return line.getParseResult().asCommandLineList().stream()
        .map(CommandLine::getParseResult)
        .flatMap(parsed -> parsed.matchedArgs().stream())
        .allMatch(this::isHarmlessValue);
  }

  private boolean isHarmlessValue(ArgSpec argument) {
    Object value = argument.getValue();
    if (value instanceof Path path) {
      return path.toAbsolutePath().normalize().startsWith(folder);
    }
    String name = argument instanceof OptionSpec option ? option.longestName() : "";
    if (name.equals("--threads")) {
      return value instanceof Integer threads && threads <= MAX_THREADS;
    }
    if (name.equals("--limit")) {
      return value instanceof Long rate && rate >= MIN_BYTES_PER_SECOND;
    }
    return !SIZES.contains(name) || (value instanceof Long size && size <= MAX_SIZE_BYTES);
  }
}
