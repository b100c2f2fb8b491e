package io.segsnap.benchmarks.gate.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.benchmarks.ThreadCosts;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountingDiskTest {

  @TempDir
  private Path folder;

  private final CountingDisk counting = new CountingDisk();
  private final Disk disk = counting.over(Disk.local());

  @Test
  void whatIsDoneIsCounted() throws Exception {
    writeAndSync("a");

    assertEquals(List.of(1L, 1L, 3L), counts());
  }

  @Test
  void whatIsDoneInTheBackgroundIsNot() throws Exception {
    Thread background = ThreadCosts.inBackground(() -> {
      writeAndSync("a");
      Thread child = new Thread(() -> writeAndSync("b"));
      child.start();
      join(child);
    });
    background.start();
    background.join();

    assertEquals(3, Files.size(folder.resolve("b")));
    assertEquals(List.of(0L, 0L, 0L), counts());
  }

  private void writeAndSync(String name) {
    try (DiskFile file = disk.create(folder.resolve(name))) {
      file.write(ByteBuffer.wrap(new byte[3]), 0);
      file.sync();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Long> counts() {
    return List.of(counting.opens.get(), counting.syncs.get(), counting.writtenBytes.get());
  }
}
