package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.reports.Bar;
import io.segsnap.reports.Comparison;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.VerifyOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Verifying a snapshot, every byte and every batch, against Kafka's scan of the same batches on one
 * thread, which knows no checksums of files. What two threads can do on this machine is measured
 * with Kafka's scan of one half of the segments on each. {@code mvn -pl benchmarks
 * -Dsegsnap.bench=snapshots -Dbench.include=VerifyDuel}
 */
final class VerifyDuel implements Contest {

  private static final int WARMUPS = 3;
  private static final int PAIRS = 11;
  private static final double TWO_THREADS = 1.7;

  private final KafkaScan kafka = new KafkaScan();
  private final KafkaScan secondKafka = new KafkaScan();

  @Override
  public String title() {
    return "verify";
  }

  @Override
  public List<Comparison> run(Logs logs) throws Exception {
    List<Path> segments = SegmentFiles.of(logs.ours());
    try (Snapshots snapshots = Snapshots.of(logs)) {
      SnapshotManager manager = snapshots.manager();
      String id = manager.create(CreateOptions.defaults().withSynced(false)).id();
      return List.of(
          duel("verify, 1 thread", 1, () -> verify(manager, id, 1), segments),
          duel("verify, 2 threads", TWO_THREADS, () -> verify(manager, id, 2), segments),
          duel("for reference: Kafka's scan, 2 threads", 1, () -> twoScans(segments), segments));
    }
  }

  private Comparison duel(String name, double atLeast, Side ours, List<Path> segments)
      throws Exception {
    String detail = "SnapshotManager.verify against MemoryRecords over 1 MiB on one thread";
    return new Duel(WARMUPS, PAIRS)
        .run(name, Bar.throughputAtLeast(atLeast), detail, ours, () -> kafka.run(segments));
  }

  private static long verify(SnapshotManager manager, String id, int threads) throws Exception {
    long start = System.nanoTime();
    boolean isClean =
        manager.verify(id, VerifyOptions.defaults().withThreads(threads)).isClean();
    long nanos = System.nanoTime() - start;
    if (!isClean) {
      throw BenchmarkException.wrongBytes("damage found in " + id);
    }
    return nanos;
  }

  private long twoScans(List<Path> segments) throws Exception {
    int half = segments.size() / 2;
    Callable<Long> first = () -> kafka.run(segments.subList(0, half));
    Callable<Long> second = () -> secondKafka.run(segments.subList(half, segments.size()));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      long start = System.nanoTime();
      for (Future<Long> scan : threads.invokeAll(List.of(first, second))) {
        scan.get();
      }
      return System.nanoTime() - start;
    } finally {
      threads.shutdown();
    }
  }
}
