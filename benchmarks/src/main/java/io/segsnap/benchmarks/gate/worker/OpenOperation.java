package io.segsnap.benchmarks.gate.worker;

import io.segsnap.log.Log;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Opens a log and closes it again: a restored one, or its segments alone, which have to be checked. */
final class OpenOperation implements Operation {

  private final Site site;
  private final Path directory;
  private final boolean recovers;
  private final int times;
  private long end;

  OpenOperation(Site site, boolean recovers, int times) throws IOException {
    this.site = site;
    this.directory = site.place(recovers ? "unclean-0" : "clean-0");
    this.recovers = recovers;
    this.times = times;
    site.delete(directory);
    if (!recovers) {
      SnapshotManager manager = site.kept();
      manager.restore(
          manager.resolve("latest"), directory, RestoreOptions.defaults().withSynced(false));
    }
  }

  @Override
  public void prepare() throws IOException {
    if (recovers) {
      Files.createDirectory(directory);
      for (Path segment : segments()) {
        Files.copy(segment, directory.resolve(segment.getFileName()));
      }
    }
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(site.log())) {
      return files.filter(file -> file.toString().endsWith(".log")).toList();
    }
  }

  @Override
  public void run() throws IOException {
    for (int i = 0; i < times; i++) {
      try (Log log = site.open(directory)) {
        end = log.logEndOffset();
      }
    }
  }

  @Override
  public void describe(Content content) throws IOException {
    content.add("end " + end);
    content.addFolder(directory);
  }

  @Override
  public void clear() throws IOException {
    if (recovers) {
      site.delete(directory);
    }
  }
}
