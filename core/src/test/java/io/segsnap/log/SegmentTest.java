package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.format.FileKind;
import io.segsnap.format.SegmentIndexes;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {

  private static final int ROUNDS = 500;

  @TempDir
  Path folder;

  /** A point that was taken while a segment was sealed once made later ones miss its end. */
  @Test
  @Timeout(60)
  @Tag("exhaustive")
  void theSizeOfASealedSegmentIsTheFinalOneWhoeverAskedWhileItWasSealed() throws Exception {
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Segment segment = new Segment(
            Disk.local(), folder, round, 0, new SegmentIndexes(round, 4096), new LogChecksums());
        Path log = Files.createFile(FileKind.LOG.in(folder, round));
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean sealed = new AtomicBoolean();
        Future<Void> asking = reader.submit(() -> {
          do {
            segment.attributes(FileKind.LOG);
            asked.countDown();
          } while (!sealed.get());
          return null;
        });
        asked.await();
        Files.write(log, new byte[100]);
        segment.seal(false);
        sealed.set(true);
        asking.get();
        assertEquals(100, size(segment), "round " + round);
        Files.delete(log);
      }
    } finally {
      reader.shutdownNow();
    }
  }

  private static long size(Segment segment) throws IOException {
    return segment.attributes(FileKind.LOG).map(BasicFileAttributes::size).orElseThrow();
  }
}
