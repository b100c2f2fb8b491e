package io.segsnap.benchmarks.gate.worker;

import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.Settings;
import io.segsnap.log.Log;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Appends as many batches as the log has bytes to a new log; opening and closing are not timed. */
final class AppendOperation implements Operation {

  private final Site site;
  private final long count;
  private final ReadyBatches batches;
  private final Path directory;
  private @Nullable Log log;

  AppendOperation(Site site, long bytes) throws IOException {
    this.site = site;
    this.count = bytes / ReadyBatches.BATCH_BYTES;
    this.batches = new ReadyBatches(Settings.SEED);
    this.directory = site.place("appended-0");
  }

  @Override
  public void prepare() throws IOException {
    batches.rewind();
    log = site.open(directory);
  }

  @Override
  public void run() throws IOException {
    Log target = opened();
    for (long i = 0; i < count; i++) {
      target.append(batches.next());
    }
  }

  private Log opened() {
    if (log == null) {
      throw new IllegalStateException("prepare first");
    }
    return log;
  }

  @Override
  public void describe(Content content) throws IOException {
    opened().close();
    content.addFolder(directory);
  }

  @Override
  public void clear() throws IOException {
    opened().close();
    site.delete(directory);
  }
}
