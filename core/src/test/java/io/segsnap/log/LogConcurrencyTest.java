package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.StorageException;
import io.segsnap.format.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogConcurrencyTest {

  private static final int STEPS = 1500;
  private static final LogOptions OPTIONS = TestLog.small().withSyncOnRoll(false);

  @TempDir
  Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean done = new AtomicBoolean();
  private Log log;

  @BeforeEach
  void open() throws IOException {
    log = Log.open(folder.resolve("t-0"), OPTIONS);
  }

  @AfterEach
  void close() throws IOException {
    threads.shutdownNow();
    log.close();
  }

  @Test
  void readersSeeWholeBatchesInOrderWhateverTheWriterDoes() throws Exception {
    List<Future<Long>> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int seed = i;
      readers.add(threads.submit(() -> readUntilDone(new Random(seed))));
    }
    changeALot();
    done.set(true);
    for (Future<Long> reader : readers) {
      assertTrue(reader.get() > 0);
    }
  }

  @Test
  void aSequentialReaderIsNeverRefusedWhileTheWriterOnlyAppends() throws Exception {
    Future<Long> reader = threads.submit(() -> {
      long next = 0;
      while (next < STEPS) {
        try (Batches batches = log.read(next, 500)) {
          while (batches.next()) {
            assertEquals(next, batches.batch().baseOffset());
            next = batches.batch().nextOffset();
          }
        }
      }
      return next;
    });
    TestLog.fill(log, STEPS);
    assertEquals(STEPS, reader.get());
  }

  @Test
  void aPointStaysAsItWasWhateverTheWriterDoes() throws Exception {
    Future<Long> snapshots = threads.submit(() -> {
      long taken = 0;
      while (!done.get() || taken == 0) {
        try (LogPoint point = log.point()) {
          Map<String, ByteBuffer> first = PointContents.of(point);
          assertHolds(point, first);
          assertEquals(first, PointContents.of(point));
          taken++;
        }
      }
      return taken;
    });
    changeALot();
    done.set(true);
    assertTrue(snapshots.get() > 0);
  }

  @Test
  void anInterruptedReaderDoesNotDisturbTheOthers() throws Exception {
    TestLog.fill(log, 200);
    Future<Long> reader = threads.submit(() -> readUntilDone(new Random(1)));
    Callable<Void> interrupted = () -> {
      for (int i = 0; i < 300; i++) {
        Thread.currentThread().interrupt();
        assertThrows(StorageException.class, () -> log.read(3, 100).close());
        assertTrue(Thread.interrupted());
      }
      return null;
    };
    Future<Void> nuisance = threads.submit(interrupted);
    Future<Void> another = threads.submit(interrupted);
    TestLog.fill(log, 300);
    nuisance.get();
    another.get();
    done.set(true);
    assertTrue(reader.get() > 0);
  }

  @Test
  void anInterruptedWriterCanGoOn() throws IOException {
    TestLog.fill(log, 5);
    Thread.currentThread().interrupt();
    assertThrows(StorageException.class, () -> log.append(TestRecords.one(5)));
    assertTrue(Thread.interrupted());
    assertEquals(5, log.append(TestRecords.one(5)));
  }

  @Test
  void anInterruptedFlushCanBeRepeated() throws IOException {
    TestLog.fill(log, 5);
    Thread.currentThread().interrupt();
    assertThrows(StorageException.class, () -> log.flush());
    assertTrue(Thread.interrupted());
    assertEquals(5, log.append(TestRecords.one(5)));
    log.flush();
  }

  @Test
  void aReadOfAFileAfterAnInterruptWorksInTheSameThread() throws IOException {
    TestLog.fill(log, 50);
    Thread.currentThread().interrupt();
    assertThrows(StorageException.class, () -> log.read(3, 100).close());
    assertTrue(Thread.interrupted());
    assertEquals(TestLog.range(0, 50), TestLog.offsets(log));
  }

  @Test
  void noDescriptorIsLeftAfterAClose() throws Exception {
    Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
    TestLog.fill(log, 300);
    readersSeeWholeBatchesInOrderWhateverTheWriterDoes();
    log.point().close();
    log.offsetForTimestamp(TestRecords.FIRST_TIMESTAMP + 20);
    log.close();
    assertEquals(List.of(), openFilesIn(folder));
  }

  private long readUntilDone(Random random) throws IOException {
    long seen = 0;
    long next = -1;
    while (!done.get() || seen == 0) {
      try (Batches batches = log.read(Math.max(next, log.logStartOffset()), 1000)) {
        long previous = -1;
        while (batches.next()) {
          RecordBatch batch = batches.batch();
          assertEquals(batch.storedCrc(), batch.computedCrc());
          assertTrue(batch.baseOffset() > previous);
          previous = batch.lastOffset();
          next = batch.nextOffset();
          seen++;
        }
      } catch (InvalidRequestException e) {
        assertTrue(e.getMessage().contains("out of range"), e.getMessage());
        next = -1;
      }
      if (random.nextInt(10) == 0) {
        next = -1;
      }
    }
    return seen;
  }

  private void changeALot() throws IOException {
    Random random = new Random(8);
    for (int i = 0; i < STEPS; i++) {
      int what = random.nextInt(100);
      long start = log.logStartOffset();
      long end = log.logEndOffset();
      if (what < 2) {
        log.truncateTo(Math.max(start, end - random.nextInt(25)));
      } else if (what < 4) {
        log.deleteRecordsBefore(start + (end - start) / 3);
      } else if (what < 6) {
        log.roll();
      } else {
        log.append(TestRecords.many(i, 1 + random.nextInt(3)));
      }
    }
  }

  /** Whole valid batches, each log file reaching to the next one's base. */
  private static void assertHolds(LogPoint point, Map<String, ByteBuffer> contents) {
    long next = point.baseOffset();
    RecordBatch batch = new RecordBatch();
    for (SegmentInfo segment : point.segments()) {
      ByteBuffer bytes = contents.get(String.format("%020d.log", segment.baseOffset()));
      for (int at = 0; at < bytes.limit(); at += batch.sizeBytes()) {
        batch.wrap(bytes, at);
        assertEquals(batch.storedCrc(), batch.computedCrc());
        assertEquals(next, batch.baseOffset());
        next = batch.nextOffset();
      }
    }
    assertEquals(point.highWaterMark(), next);
  }

  private static List<String> openFilesIn(Path directory) throws IOException {
    List<String> open = new ArrayList<>();
    try (DirectoryStream<Path> descriptors =
        Files.newDirectoryStream(Path.of("/proc/self/fd"), Files::isSymbolicLink)) {
      for (Path descriptor : descriptors) {
        targetOf(descriptor)
            .filter(file -> file.startsWith(directory))
            .ifPresent(file -> open.add(file.toString()));
      }
    }
    return open;
  }

  /** Empty where another thread of this process closed it meanwhile. */
  private static Optional<Path> targetOf(Path descriptor) throws IOException {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
