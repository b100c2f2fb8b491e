package io.segsnap.cli;

import io.segsnap.CorruptionException;
import io.segsnap.inspect.LogCheck;
import io.segsnap.inspect.LogDigest;
import io.segsnap.inspect.LogDigest.Isolation;
import io.segsnap.inspect.LogInspection;
import io.segsnap.inspect.Problem;
import io.segsnap.io.Disk;
import io.segsnap.log.DirectoryPoint;
import io.segsnap.log.LogOptions;
import io.segsnap.log.SegmentInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code segsnap inspect}. */
@Command(
    name = "inspect",
    header = "Show, check or digest what a partition directory holds.",
    description = {
      "The directory may be a log's, a snapshot's or a restored one, but no one may be writing it."
          + " Nothing in it is changed. What opening the log would mend, such as a torn tail, is shown"
          + " as it would be after that."
    },
    footer = {
      "  segsnap inspect /var/kafka/orders-0",
      "  segsnap inspect /tmp/demo-0/.snapshots/snapshot-1760000000000000000 --check",
      "  segsnap inspect /tmp/demo-0 --digest --read-committed --json"
    })
final class InspectCommand extends BaseCommand {

  @Parameters(paramLabel = "DIR", description = "The partition directory.")
  private Path directory;

  @Option(
      names = "--check",
      description = "Check every batch, record and index entry. Exit code 4 if anything is wrong.")
  private boolean check;

  @Option(
      names = "--digest",
      description =
          "Add a SHA-256 over all records, which does not depend on batches and segments.")
  private boolean digest;

  @Option(
      names = "--read-committed",
      description = "With --digest: without aborted and open transactions, as a consumer with"
          + " isolation.level=read_committed.")
  private boolean readCommitted;

  @Option(
      names = "--allow-gaps",
      description = "Accept that offsets are missing between segments where nothing explains it.")
  private boolean allowGaps;

  @Option(
      names = "--cut-at-first-damage",
      description = "Show what is left before damage that valid batches follow.")
  private boolean cutAtFirstDamage;

  private final Disk disk = Disk.local();

  @Override
  public Integer call() throws IOException {
    if (readCommitted && !digest) {
      throw new ParameterException(spec().commandLine(), "--read-committed needs --digest");
    }
    LogOptions options =
        LogOptions.defaults().withOffsetGaps(allowGaps).withCutAtFirstDamage(cutAtFirstDamage);
    InspectAnswer answer;
    try (DirectoryPoint point = DirectoryPoint.open(directory, disk, options)) {
      answer = inspect(point);
    } catch (CorruptionException e) {
      if (!check) {
        throw e;
      }
      answer = InspectAnswer.ofDamaged(directory, checkDamaged(e));
    }
    print(answer);
    return answer.isSound() ? ExitCode.OK : ExitCode.CORRUPTION;
  }

  private InspectAnswer inspect(DirectoryPoint point) throws IOException {
    long bytes = point.segments().stream().mapToLong(SegmentInfo::sizeBytes).sum();
    long total = bytes * (1 + (check ? 1 : 0) + (digest ? 1 : 0));
    try (ProgressBar progress = progressBar()) {
      LongConsumer listener = done -> progress.add(done, total);
      List<Problem> problems = check ? LogCheck.run(point, disk, listener) : List.of();
      return new InspectAnswer(
          directory,
          statistics(point, problems, listener),
          Optional.of(point.recovery()),
          check,
          problems,
          digest(point, problems, listener),
          readCommitted);
    }
  }

  /** Empty where the problems found are of a kind that keeps batches from being told apart. */
  private static Optional<LogInspection> statistics(
      DirectoryPoint point, List<Problem> problems, LongConsumer listener) throws IOException {
    try {
      return Optional.of(LogInspection.of(point, listener));
    } catch (CorruptionException e) {
      if (problems.isEmpty()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Optional<LogDigest> digest(
      DirectoryPoint point, List<Problem> problems, LongConsumer listener) throws IOException {
    if (!digest) {
      return Optional.empty();
    }
    try {
      Isolation isolation = readCommitted ? Isolation.READ_COMMITTED : Isolation.READ_UNCOMMITTED;
      return Optional.of(LogDigest.of(point, isolation, listener));
    } catch (CorruptionException e) {
      if (problems.isEmpty()) {
        throw e;
      }
      message("no digest, because of the problems found");
      return Optional.empty();
    }
  }

  private List<Problem> checkDamaged(CorruptionException found) throws IOException {
    try (ProgressBar progress = progressBar()) {
      return LogCheck.run(directory, found, disk, bytes -> progress.add(bytes, 0));
    }
  }
}
