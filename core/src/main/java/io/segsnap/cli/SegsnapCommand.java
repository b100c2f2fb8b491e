package io.segsnap.cli;

import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line as a whole. */
@Command(
    name = "segsnap",
    description =
        "Point-in-time snapshots of partition directories in Apache Kafka's on-disk format.",
    subcommands = {
      CreateCommand.class,
      ListCommand.class,
      ShowCommand.class,
      SizeCommand.class,
      VerifyCommand.class,
      RestoreCommand.class,
      DeleteCommand.class,
      CleanupCommand.class,
      InspectCommand.class,
      GenerateCommand.class,
      CompletionCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ok",
      "1:failure",
      "2:usage: the command line itself makes no sense",
      "3:not found: no such directory, no such snapshot",
      "4:corruption found",
      "5:not due yet: the minimum interval since the last snapshot is not over",
      "6:locked by another process"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segsnap generate /tmp/demo-0 --size 256m",
      "  segsnap create /tmp/demo-0 --label first",
      "  segsnap verify /tmp/demo-0 latest",
      "  segsnap restore /tmp/demo-0 latest /tmp/restored-0",
      "  segsnap inspect /tmp/restored-0 --check --digest",
      "",
      "segsnap stands for: java -jar segsnap.jar. Every command takes --json, --debug and --help."
    })
final class SegsnapCommand implements Callable<Integer> {

  private final boolean liveProgress;
  private final LongSupplier nanoClock;

  @Spec
  private CommandSpec spec;

  SegsnapCommand(boolean liveProgress, LongSupplier nanoClock) {
    this.liveProgress = liveProgress;
    this.nanoClock = nanoClock;
  }

  /** Shows how far one of its commands is. */
  ProgressBar progressBar(CommandSpec command) {
    return new ProgressBar(command.commandLine().getErr(), command.name(), liveProgress, nanoClock);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
