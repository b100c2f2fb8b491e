package io.segsnap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code segsnap completion}. */
@Command(
    name = "completion",
    header = "Print a script for completion in a shell.",
    footer = {
      "  alias segsnap='java -jar /opt/segsnap/segsnap.jar'",
      "  source <(segsnap completion bash)"
    })
final class CompletionCommand extends BaseCommand {

  @Parameters(
      paramLabel = "SHELL",
      converter = ShellName.class,
      completionCandidates = ShellName.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private String shell;

  @Override
  public Integer call() {
    String script = AutoComplete.bash("segsnap", spec().root().commandLine());
    print(new CompletionAnswer(shell, script));
    return ExitCode.OK;
  }

  private record CompletionAnswer(String shell, String script) implements Answer {

    @Override
    public JsonNode toJson() {
      return Json.object().put("shell", shell).put("script", script);
    }

    @Override
    public void print(PrintWriter out) {
      out.print(script);
    }
  }
}
