package io.segsnap.benchmarks.gate.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.Settings;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operations that append tell of the bytes they wrote. */
class OperationContentTest {

  private static final int SEGMENT_BYTES = 256 << 10;

  /** No multiple of the number of batches that come in turn. */
  private static final int COUNT = 100;

  @TempDir
  private Path folder;

  private Site site;

  @BeforeEach
  void makeSite() throws IOException {
    Path own = Files.createDirectory(folder.resolve("timed"));
    site = new Site(own, own, SEGMENT_BYTES, false, Disk.local(), Thread::new);
  }

  @Test
  void appendsAreToldByTheirBytesAndTheSameEachTime() throws Exception {
    Operation append = new AppendOperation(site, COUNT * (long) ReadyBatches.BATCH_BYTES);

    assertEquals(written(COUNT), content(append));
    assertEquals(written(COUNT), content(append));
  }

  @Test
  void appendsBesideACopyAreToldByTheirBytesAndTheSameEachTime() throws Exception {
    Operation pause = new PauseOperation(site, 4 * COUNT * (long) ReadyBatches.BATCH_BYTES);

    assertEquals(written(COUNT + PauseOperation.APPENDS), content(pause));
    assertEquals(written(COUNT + PauseOperation.APPENDS), content(pause));
  }

  private static String content(Operation operation) throws IOException {
    Content content = new Content();
    operation.prepare();
    operation.run();
    operation.describe(content);
    operation.clear();
    return content.hash();
  }

  private String written(int count) throws IOException {
    Path directory = folder.resolve("expected-0");
    site.delete(directory);
    ReadyBatches batches = new ReadyBatches(Settings.SEED);
    try (Log log = Log.open(directory, LogOptions.defaults().withSegmentBytes(SEGMENT_BYTES))) {
      for (int i = 0; i < count; i++) {
        log.append(batches.next());
      }
    }
    Content content = new Content();
    content.addFolder(directory);
    return content.hash();
  }
}
