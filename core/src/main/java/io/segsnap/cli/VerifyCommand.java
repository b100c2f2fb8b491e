package io.segsnap.cli;

import io.segsnap.CorruptionException;
import io.segsnap.NotFoundException;
import io.segsnap.snapshot.DamagedSnapshot;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotList;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.snapshot.VerifyProblem;
import io.segsnap.snapshot.VerifyReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code segsnap verify}. */
@Command(
    name = "verify",
    header = "Read and check every byte of a snapshot.",
    description = {
      "Files are read against the manifest, batches against their own checksums"
          + " and order. Exit code 4 if anything is wrong."
    },
    footer = {"  segsnap verify /tmp/demo-0", "  segsnap verify /tmp/demo-0 --all --json"})
final class VerifyCommand extends BaseCommand {

  @Mixin
  private SnapshotsOf snapshots;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      converter = SnapshotIdArgument.class,
      description = "A snapshot's id, or latest, which is the default.")
  private @Nullable String id;

  @Option(names = "--all", description = "Verify every snapshot.")
  private boolean all;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = ThreadCount.class,
      description = "Threads that read. Default: one for each processor.")
  private @Nullable Integer threads;

  @Override
  public Integer call() throws IOException {
    if (all && id != null) {
      throw new ParameterException(spec().commandLine(), "give an ID or --all, not both");
    }
    SnapshotManager manager = snapshots.open();
    List<VerifyReport> reports = new ArrayList<>();
    for (String each : ids(manager)) {
      verify(manager, each).ifPresent(reports::add);
    }
    VerifyAnswer answer = new VerifyAnswer(reports);
    print(answer);
    return answer.isClean() ? ExitCode.OK : ExitCode.CORRUPTION;
  }

  private List<String> ids(SnapshotManager manager) throws IOException {
    if (!all) {
      return List.of(snapshots.resolve(manager, id == null ? "latest" : id, this));
    }
    SnapshotList list = manager.list();
    List<String> ids = new ArrayList<>();
    list.snapshots().stream().map(Snapshot::id).forEach(ids::add);
    list.damaged().stream().map(DamagedSnapshot::id).forEach(ids::add);
    if (ids.isEmpty()) {
      throw new NotFoundException(
          "verify", snapshots.directory(), "there are no snapshots", "create one");
    }
    return ids;
  }

  /** The report; with {@code --all}, none of a snapshot that was deleted meanwhile. */
  private Optional<VerifyReport> verify(SnapshotManager manager, String each) throws IOException {
    try (ProgressBar progress = progressBar()) {
      VerifyOptions options = VerifyOptions.defaults().withProgress(progress);
      return Optional.of(
          manager.verify(each, threads == null ? options : options.withThreads(threads)));
    } catch (NotFoundException e) {
      if (!all) {
        throw e;
      }
      return Optional.empty();
    } catch (CorruptionException e) {
      // a damaged manifest must not keep the other snapshots from being verified
      String file = String.valueOf(e.path().getFileName());
      var problem = new VerifyProblem(file, e.position(), e.expected(), e.actual());
      return Optional.of(new VerifyReport(each, 0, 0, 0, 0, List.of(problem)));
    }
  }
}
