package io.segsnap.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.segsnap.CorruptionException;
import io.segsnap.StorageException;
import io.segsnap.UnsupportedStrategyException;
import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingFile;
import io.segsnap.io.Mapping;
import io.segsnap.io.RangeChecksums;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyEngineTest {

  private static final int RANGE = RangeChecksums.RANGE_BYTES;

  @TempDir
  Path folder;

  private Path from;
  private Path to;
  private final ScriptedDisk disk = new ScriptedDisk();
  private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
  private final ThreadFactory factory = task -> {
    Thread thread = new Thread(task);
    threads.add(thread);
    return thread;
  };

  @BeforeEach
  void createFolders() throws IOException {
    from = Files.createDirectory(folder.resolve("from"));
    to = Files.createDirectory(folder.resolve("to"));
  }

  /** Time that passes only while somebody waits. */
  private static final class FakePacer implements Pacer {
    private static final long START = TimeUnit.HOURS.toNanos(1);

    final List<Long> naps = new ArrayList<>();
    private long now = START;

    @Override
    public synchronized long nanoTime() {
      return now;
    }

    @Override
    public synchronized void sleep(long nanos) {
      naps.add(nanos);
      now += nanos;
    }

    synchronized double seconds() {
      return (now - START) / 1e9;
    }
  }

  private final FakePacer pacer = new FakePacer();

  private CopyEngine engine() {
    return new CopyEngine(disk, new BufferPool(64 * 1024), factory, pacer);
  }

  private Path file(String name, int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(name.hashCode()).nextBytes(bytes);
    return Files.write(from.resolve(name), bytes);
  }

  private CopyJob job(Path source, long length, boolean sealed) {
    return new CopyJob(
        new TestSource(disk, source, length, sealed), to.resolve(source.getFileName()));
  }

  private CopyJob job(String name, int length) throws IOException {
    return job(file(name, length), length, true);
  }

  private List<CopyJob> manyJobs() throws IOException {
    List<CopyJob> jobs = new ArrayList<>();
    int[] lengths = {0, 1, RANGE, RANGE + 1, 3 * RANGE + 12345, 2 * RANGE - 1};
    for (int length : lengths) {
      jobs.add(job("large-" + length, length));
    }
    for (int i = 0; i < 30; i++) {
      jobs.add(job("small-" + i, i * 101));
    }
    return jobs;
  }

  private static CopyOptions options(CopyStrategy strategy, int threadCount) {
    return CopyOptions.of("copy")
        .withStrategy(strategy)
        .withThreads(threadCount)
        .withSynced(false);
  }

  private static RangeChecksums checksumsOf(byte[] bytes) {
    int[] crcs = new int[RangeChecksums.countFor(bytes.length)];
    for (int i = 0; i < crcs.length; i++) {
      CRC32C crc = new CRC32C();
      crc.update(bytes, i * RANGE, Math.min(RANGE, bytes.length - i * RANGE));
      crcs[i] = (int) crc.getValue();
    }
    return RangeChecksums.of(bytes.length, crcs);
  }

  private void assertNothingKept() throws IOException {
    try (Stream<Path> left = Files.list(to)) {
      assertEquals(List.of(), left.toList());
    }
    assertEquals(0, disk.openFiles());
    for (Thread thread : threads) {
      assertFalse(thread.isAlive());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "STREAM,1",
    "STREAM,2",
    "STREAM,5",
    "TRANSFER,1",
    "TRANSFER,2",
    "TRANSFER,5",
    "OFF_HEAP,1",
    "OFF_HEAP,2",
    "OFF_HEAP,5",
    "MAPPED,1",
    "MAPPED,2",
    "MAPPED,5"
  })
  void shouldCopyTheSameBytesAndChecksumsWithEveryStrategyAndAnyNumberOfThreads(
      CopyStrategy strategy, int threadCount) throws IOException {
    List<CopyJob> jobs = manyJobs();
    List<CopyResult> results = engine().copy(jobs, options(strategy, threadCount));
    for (int i = 0; i < jobs.size(); i++) {
      byte[] expected = Files.readAllBytes(from.resolve(jobs.get(i).source().name()));
      assertArrayEquals(expected, Files.readAllBytes(jobs.get(i).target()));
      CopyResult wanted = new CopyResult(
          jobs.get(i).source().name(),
          expected.length,
          strategy,
          Optional.of(checksumsOf(expected)),
          Optional.empty());
      assertEquals(wanted, results.get(i));
    }
    assertEquals(0, disk.openFiles());
  }

  @Test
  void shouldLinkSealedFilesAndCopyTheRest() throws IOException {
    Path sealed = file("sealed", 1000);
    Path active = file("active", 1000);
    List<CopyResult> results = engine()
        .copy(
            List.of(job(sealed, 1000, true), job(active, 900, false)),
            options(CopyStrategy.LINK, 2));
    assertEquals(CopyStrategy.LINK, results.get(0).capture());
    assertEquals(Optional.empty(), results.get(0).checksums());
    assertEquals(1000, results.get(0).link().orElseThrow().size());
    assertEquals(CopyStrategy.OFF_HEAP, results.get(1).capture());
    assertEquals(
        Optional.of(checksumsOf(Files.readAllBytes(to.resolve("active")))),
        results.get(1).checksums());
    assertTrue(Files.isSameFile(sealed, to.resolve("sealed")));
    assertFalse(Files.isSameFile(active, to.resolve("active")));
    assertEquals(900, Files.size(to.resolve("active")));
  }

  @Test
  void shouldCloneEveryStoredFileAsFarAsItIsDeclared() throws IOException {
    Path sealed = file("sealed", 1000);
    Path active = file("active", 1000);
    List<CopyResult> results = engine()
        .copy(
            List.of(job(sealed, 1000, true), job(active, 900, false)),
            options(CopyStrategy.CLONE, 2));
    for (CopyResult result : results) {
      assertEquals(CopyStrategy.CLONE, result.capture());
      assertEquals(Optional.empty(), result.checksums());
    }
    assertArrayEquals(Files.readAllBytes(sealed), Files.readAllBytes(to.resolve("sealed")));
    assertEquals(900, Files.size(to.resolve("active")));
    assertEquals(1000, Files.size(active));
  }

  @Test
  void shouldRefuseToCloneWhereTheFileSystemCanNotAndCopyNothing() throws IOException {
    assumeFalse(Disk.local().mayClone(from, to), "the temporary folder may have clones");
    Path source = file("sealed", 1000);
    CopyJob job =
        new CopyJob(new TestSource(Disk.local(), source, 1000, true), to.resolve("sealed"));
    UnsupportedStrategyException e = assertThrows(
        UnsupportedStrategyException.class,
        () -> engine().copy(List.of(job), options(CopyStrategy.CLONE, 1)));
    assertTrue(e.getMessage().contains("can't clone files; choose another"), e.getMessage());
    assertNothingKept();
  }

  @Test
  void shouldSyncNoLinkThatIsKnownToBeOnDisk() throws IOException {
    List<CopyJob> jobs = List.of(job("once", 10));
    engine().copy(jobs, options(CopyStrategy.LINK, 1).withSynced(true));
    assertTrue(disk.calls().contains("sync once"));
    Files.delete(to.resolve("once"));
    int before = disk.calls().size();
    engine().copy(jobs, options(CopyStrategy.LINK, 1).withSynced(true));
    List<String> calls = disk.calls();
    assertEquals(List.of("link once", "syncDirectory to"), calls.subList(before, calls.size()));
  }

  @ParameterizedTest
  @CsvSource({
    "STREAM,1",
    "STREAM,3",
    "TRANSFER,1",
    "TRANSFER,3",
    "MAPPED,1",
    "MAPPED,3",
    "OFF_HEAP,1",
    "OFF_HEAP,3"
  })
  void shouldKeepToTheLimit(CopyStrategy strategy, int threadCount) throws IOException {
    List<CopyJob> jobs = List.of(job("a", 3_000_000), job("b", 1_000_000), job("c", 0));
    engine().copy(jobs, options(strategy, threadCount).withBytesPerSecond(1_000_000));
    assertEquals(4.0, pacer.seconds(), 1e-6 + threadCount * 0.1);
    assertTrue(pacer.seconds() >= 4.0 - 1e-6, "too fast: " + pacer.seconds());
    assertTrue(pacer.naps.stream().allMatch(nap -> nap <= 100_000_000));
  }

  @Test
  void shouldNotWaitWithoutALimitNorForLinks() throws IOException {
    engine().copy(manyJobs(), options(CopyStrategy.OFF_HEAP, 2));
    Path sealed = file("sealed", 1_000_000);
    engine()
        .copy(
            List.of(job(sealed, 1_000_000, true)),
            options(CopyStrategy.LINK, 1).withBytesPerSecond(1));
    assertEquals(List.of(), pacer.naps);
  }

  /** Again and again, since compiled code reports faults in another way than interpreted code. */
  @RepeatedTest(200)
  void shouldNotCrashWhenAMappedSourceIsCutUnderneath() throws IOException {
    assertCutIsNoticed(RANGE / 2, 10);
  }

  /** Where memory behind the end of the file reads as zeros. */
  @ParameterizedTest
  @ValueSource(ints = {1, 9_001, 9_999})
  void shouldNoticeThatAMappedSourceIsCutWithinItsLastPage(int left) throws IOException {
    assertCutIsNoticed(10_000, left);
  }

  private void assertCutIsNoticed(int length, int left) throws IOException {
    Path source = file("cut", length);
    DiskFile real = Disk.local().openForRead(source);
    DiskFile cutting = new ForwardingFile(real) {
      @Override
      public Mapping map(long position, int count) throws IOException {
        Mapping mapping = real.map(position, count);
        try (FileChannel channel = FileChannel.open(source, StandardOpenOption.WRITE)) {
          channel.truncate(position + left);
        }
        return mapping;
      }
    };
    CopySource cut = new TestSource(Disk.local(), source, length, true) {
      @Override
      public DiskFile open() {
        return cutting;
      }
    };
    CopyJob job = new CopyJob(cut, to.resolve("cut"));
    CorruptionException e = assertThrows(
        CorruptionException.class,
        () -> new CopyEngine(Disk.local(), new BufferPool(RANGE), factory, pacer)
            .copy(List.of(job), options(CopyStrategy.MAPPED, 1)));
    assertTrue(e.getMessage().contains("found " + left + " bytes"), e.getMessage());
    assertNothingKept();
  }

  @Test
  void shouldRefuseToLinkASealedFileOfAnotherLength() throws IOException {
    CopyJob job = job(file("sealed", 1000), 999, true);
    CorruptionException e = assertThrows(
        CorruptionException.class,
        () -> engine().copy(List.of(job), options(CopyStrategy.LINK, 1)));
    assertTrue(e.getMessage().contains("expected 999 bytes, found 1000 bytes"), e.getMessage());
    assertNothingKept();
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "TRANSFER", "MAPPED", "OFF_HEAP"})
  void shouldNameFileAndLengthsOfASourceThatIsTooShort(CopyStrategy strategy) throws IOException {
    CopyJob job = job(file("short", RANGE + 100), RANGE + 4000L, true);
    CorruptionException e = assertThrows(
        CorruptionException.class, () -> engine().copy(List.of(job), options(strategy, 2)));
    assertEquals(from.resolve("short"), e.path());
    String lengths = "expected " + (RANGE + 4000) + " bytes, found " + (RANGE + 100) + " bytes";
    assertTrue(e.getMessage().contains(lengths), e.getMessage());
    assertNothingKept();
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "TRANSFER", "MAPPED", "OFF_HEAP"})
  void shouldCopyNoMoreThanIsDeclared(CopyStrategy strategy) throws IOException {
    Path source = file("longer", 300_000);
    engine().copy(List.of(job(source, 200_000, false)), options(strategy, 1));
    assertArrayEquals(
        Arrays.copyOf(Files.readAllBytes(source), 200_000),
        Files.readAllBytes(to.resolve("longer")));
  }

  @ParameterizedTest
  @EnumSource(names = {"TRANSFER", "MAPPED", "OFF_HEAP"})
  void shouldGiveItsBufferBack(CopyStrategy strategy) throws IOException {
    BufferPool pool = new BufferPool(64 * 1024);
    ByteBuffer only = pool.acquire();
    pool.release(only);
    new CopyEngine(disk, pool, factory, pacer).copy(List.of(job("a", 100)), options(strategy, 1));
    assertSame(only, pool.acquire());
  }

  @Test
  void shouldTellOfTheFailuresToUndo() throws IOException {
    List<CopyJob> jobs = List.of(job("a", 100));
    disk.failingFrom(3);
    StorageException e = assertThrows(
        StorageException.class, () -> engine().copy(jobs, options(CopyStrategy.OFF_HEAP, 1)));
    assertTrue(e.getMessage().startsWith("read "), e.getMessage());
    assertTrue(e.getSuppressed()[0].getMessage().startsWith("delete "));
  }

  @Test
  void shouldNameTheFirstRangeThatIsNotAsExpected() throws IOException {
    Path source = file("flipped", 2 * RANGE + 10);
    byte[] bytes = Files.readAllBytes(source);
    RangeChecksums expected = checksumsOf(bytes);
    bytes[RANGE + 5] ^= 1;
    Files.write(source, bytes);
    CopyJob job = new CopyJob(
        new TestSource(disk, source, bytes.length, true),
        to.resolve("flipped"),
        Optional.of(expected),
        Optional.empty());
    CorruptionException e = assertThrows(
        CorruptionException.class,
        () -> engine().copy(List.of(job), options(CopyStrategy.OFF_HEAP, 1)));
    assertEquals(RANGE, e.position());
    assertEquals(source, e.path());
    assertNothingKept();
  }

  @ParameterizedTest
  @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void shouldKeepNothingWhicheverCallFails(CopyStrategy strategy) throws IOException {
    int largeBytes = strategy == CopyStrategy.STREAM ? 20_000 : RANGE + 1;
    Path large = file("large", largeBytes);
    Path small = file("small", 10);
    for (int call = 1; ; call++) {
      ScriptedDisk failing = new ScriptedDisk().failingAt(call);
      CopyEngine engine = new CopyEngine(failing, new BufferPool(RANGE), factory, pacer);
      List<CopyJob> jobs = List.of(
          new CopyJob(new TestSource(failing, large, largeBytes, false), to.resolve("large")),
          new CopyJob(new TestSource(failing, small, 10, true), to.resolve("small")));
      if (succeeds(engine, jobs, options(strategy, 2).withSynced(true))) {
        assertFalse(failing.hasFailed());
        return;
      }
      assertNothingKept();
      assertEquals(0, failing.openFiles());
    }
  }

  private static boolean succeeds(CopyEngine engine, List<CopyJob> jobs, CopyOptions options)
      throws IOException {
    try {
      engine.copy(jobs, options);
      return true;
    } catch (StorageException e) {
      assertTrue(e.getMessage().contains("injected failure"), e.getMessage());
      return false;
    }
  }

  @Test
  void shouldThrowTheFirstFailureWithTheOthersSuppressed() throws IOException {
    CyclicBarrier bothOpen = new CyclicBarrier(2);
    List<CopyJob> jobs =
        List.of(failingAt(bothOpen, file("a", 1)), failingAt(bothOpen, file("b", 1)));
    StorageException e = assertThrows(
        StorageException.class, () -> engine().copy(jobs, options(CopyStrategy.OFF_HEAP, 2)));
    assertEquals(1, e.getSuppressed().length);
    assertInstanceOf(StorageException.class, e.getSuppressed()[0]);
    assertNothingKept();
  }

  private CopyJob failingAt(CyclicBarrier barrier, Path path) {
    CopySource source = new CopySource() {
      @Override
      public String name() {
        return path.getFileName().toString();
      }

      @Override
      public long lengthBytes() {
        return 1;
      }

      @Override
      public boolean isSealed() {
        return false;
      }

      @Override
      public DiskFile open() throws IOException {
        try {
          barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
          throw new AssertionError(e);
        }
        throw new StorageException("open", path, new IOException("gone"));
      }

      @Override
      public void linkTo(Path link) {
        throw new AssertionError("not sealed");
      }

      @Override
      public void cloneTo(Path clone) {
        throw new AssertionError("not asked for");
      }
    };
    return new CopyJob(source, to.resolve(path.getFileName()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldReportProgressUpToTheTotal(int threadCount) throws IOException {
    List<CopyJob> jobs = manyJobs();
    long total = jobs.stream().mapToLong(job -> job.source().lengthBytes()).sum();
    List<Long> seen = new ArrayList<>();
    engine().copy(jobs, options(CopyStrategy.OFF_HEAP, threadCount).withListener((done, all) -> {
      assertEquals(total, all);
      seen.add(done);
    }));
    assertEquals(seen.stream().sorted().toList(), seen);
    assertEquals(total, seen.get(seen.size() - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldKeepNothingWhenTheListenerCancels(int threadCount) throws IOException {
    List<CopyJob> jobs = manyJobs();
    CopyOptions cancelled = options(CopyStrategy.OFF_HEAP, threadCount)
        .withListener((done, all) -> {
          if (done > all / 2) {
            throw new IllegalStateException("enough");
          }
        });
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> engine().copy(jobs, cancelled));
    assertEquals("enough", e.getMessage());
    assertNothingKept();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldKeepNothingWhenInterrupted(int threadCount) throws IOException {
    List<CopyJob> jobs = manyJobs();
    Thread caller = Thread.currentThread();
    CopyOptions interrupting =
        options(CopyStrategy.OFF_HEAP, threadCount).withListener((done, all) -> caller.interrupt());
    assertThrows(InterruptedIOException.class, () -> engine().copy(jobs, interrupting));
    assertTrue(Thread.interrupted());
    assertNothingKept();
  }

  @Test
  void shouldCopyInTheCallingThreadWhenAskedForOne() throws IOException {
    engine().copy(manyJobs(), options(CopyStrategy.OFF_HEAP, 1));
    assertEquals(List.of(), threads);
  }

  @Test
  void shouldStartNoMoreThreadsThanAskedForAndLeaveNone() throws IOException {
    engine().copy(manyJobs(), options(CopyStrategy.OFF_HEAP, 3));
    assertEquals(3, threads.size());
    for (Thread thread : threads) {
      assertFalse(thread.isAlive());
    }
  }

  @Test
  void shouldKeepNothingWhenAThreadCanNotBeStarted() throws IOException {
    ThreadFactory exhausted = task -> {
      if (!threads.isEmpty()) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      return factory.newThread(task);
    };
    CopyEngine engine = new CopyEngine(disk, new BufferPool(RANGE), exhausted, pacer);
    List<CopyJob> jobs = manyJobs();
    assertThrows(
        OutOfMemoryError.class, () -> engine.copy(jobs, options(CopyStrategy.OFF_HEAP, 3)));
    assertNothingKept();
  }

  @ParameterizedTest
  @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void shouldKeepFewFilesOpenHoweverManyThereAre(CopyStrategy strategy) throws IOException {
    engine().copy(manyJobs(), options(strategy, 2));
    assertTrue(disk.mostOpenFiles() <= 8, "open at once: " + disk.mostOpenFiles());
  }

  @ParameterizedTest
  @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void shouldSyncEachFileAfterItsLastWriteAndThenTheDirectory(CopyStrategy strategy)
      throws IOException {
    List<CopyJob> jobs = manyJobs();
    engine().copy(jobs, options(strategy, 2).withSynced(true));
    List<String> calls = disk.calls();
    assertEquals("syncDirectory to", calls.get(calls.size() - 1));
    for (CopyJob job : jobs) {
      String name = job.source().name();
      int sync = calls.indexOf("sync " + name);
      assertTrue(sync > calls.lastIndexOf("write " + name), name);
      assertTrue(sync > calls.indexOf("link " + name), name);
      assertTrue(sync > calls.indexOf("clone " + name), name);
    }
  }

  @Test
  void shouldSyncALargeFileWhileItGrowsIfItIsToBeSteady() throws IOException {
    CopyJob job = job("large", 9 * RANGE);
    CopyOptions synced = options(CopyStrategy.OFF_HEAP, 1).withSynced(true);
    engine().copy(List.of(job), synced.withSteady(true));
    assertEquals(3, Collections.frequency(disk.calls(), "sync large"));
    Files.delete(to.resolve("large"));
    engine().copy(List.of(job), synced);
    assertEquals(4, Collections.frequency(disk.calls(), "sync large"));
  }

  @Test
  void shouldSyncNothingWhenAskedNotTo() throws IOException {
    engine().copy(manyJobs(), options(CopyStrategy.LINK, 2));
    assertTrue(disk.calls().stream().noneMatch(call -> call.startsWith("sync")));
  }

  @Test
  void shouldGiveCopiesTheModificationTimeAskedFor() throws IOException {
    FileTime time = FileTime.fromMillis(1_000_000_000_123L);
    Path source = file("old", 10);
    CopyJob job = new CopyJob(
        new TestSource(disk, source, 10, false),
        to.resolve("old"),
        Optional.empty(),
        Optional.of(time));
    engine().copy(List.of(job), options(CopyStrategy.OFF_HEAP, 1));
    assertEquals(time, Files.getLastModifiedTime(to.resolve("old")));
  }

  @ParameterizedTest
  @EnumSource(
      value = CopyStrategy.class,
      names = {"OFF_HEAP", "CLONE"})
  void shouldSyncAFileAfterItGotItsTime(CopyStrategy strategy) throws IOException {
    CopyJob job = new CopyJob(
        new TestSource(disk, file("old", 10), 10, false),
        to.resolve("old"),
        Optional.empty(),
        Optional.of(FileTime.fromMillis(1_000_000_000_123L)));
    engine().copy(List.of(job), options(strategy, 1).withSynced(true));
    List<String> calls = disk.calls();
    int time = calls.indexOf("setLastModified old");
    assertTrue(time >= 0 && time < calls.lastIndexOf("sync old"), calls::toString);
  }

  @Test
  void shouldNeverTouchATargetThatExists() throws IOException {
    Path existing = Files.writeString(to.resolve("taken"), "mine");
    CopyJob job = job("taken", 10);
    assertThrows(
        StorageException.class,
        () -> engine().copy(List.of(job), options(CopyStrategy.OFF_HEAP, 2)));
    assertEquals("mine", Files.readString(existing));
  }

  @Test
  void shouldCopyOneLargeFileWithSeveralThreadsAtOnce() throws IOException {
    Path source = file("large", 2 * RANGE);
    CyclicBarrier bothReading = new CyclicBarrier(2);
    CopySource gated = new GatedSource(new TestSource(disk, source, 2 * RANGE, false), bothReading);
    CopyJob job = new CopyJob(gated, to.resolve("large"));
    engine().copy(List.of(job), options(CopyStrategy.OFF_HEAP, 2));
    assertArrayEquals(Files.readAllBytes(source), Files.readAllBytes(to.resolve("large")));
  }

  /** A source whose ranges can only be read if two threads start ranges at the same time. */
  private record GatedSource(CopySource source, CyclicBarrier gate) implements CopySource {

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public long lengthBytes() {
      return source.lengthBytes();
    }

    @Override
    public boolean isSealed() {
      return false;
    }

    @Override
    public DiskFile open() throws IOException {
      DiskFile file = source.open();
      return (DiskFile) Proxy.newProxyInstance(
          DiskFile.class.getClassLoader(),
          new Class<?>[] {DiskFile.class},
          (proxy, method, arguments) -> {
            if (method.getName().equals("readFully") && (long) arguments[1] % RANGE == 0) {
              gate.await(1, TimeUnit.MINUTES);
            }
            return method.invoke(file, arguments);
          });
    }

    @Override
    public void linkTo(Path link) throws IOException {
      source.linkTo(link);
    }

    @Override
    public void cloneTo(Path clone) throws IOException {
      source.cloneTo(clone);
    }
  }
}
