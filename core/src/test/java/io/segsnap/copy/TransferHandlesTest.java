package io.segsnap.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A transfer moves the position of the handle it writes to, so threads must not share one. */
class TransferHandlesTest {

  private static final int RANGE = RangeChecksums.RANGE_BYTES;

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", RANGE + ", 0", (RANGE + 1) + ", 2", (2 * RANGE + 5) + ", 3"})
  void eachRangeOfAFileOfSeveralHasItsOwn(int length, int handles) throws IOException {
    AtomicInteger opened = new AtomicInteger();
    Disk disk = new ForwardingDisk(Disk.local()) {
      @Override
      public DiskFile openForWrite(Path path) throws IOException {
        opened.incrementAndGet();
        return super.openForWrite(path);
      }
    };
    Path from = Files.write(folder.resolve("a"), new byte[length]);
    CopyJob job = new CopyJob(new TestSource(disk, from, length, true), folder.resolve("b"));
    CopyEngine engine = new CopyEngine(disk, new BufferPool(64 * 1024), Thread::new, Pacer.SYSTEM);
    engine.copy(
        List.of(job),
        CopyOptions.of("copy")
            .withStrategy(CopyStrategy.TRANSFER)
            .withThreads(2)
            .withSynced(false));
    assertEquals(handles, opened.get());
    assertEquals(length, Files.size(folder.resolve("b")));
  }
}
