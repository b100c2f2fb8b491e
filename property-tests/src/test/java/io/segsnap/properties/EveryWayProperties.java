package io.segsnap.properties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.copy.CopyEngine;
import io.segsnap.copy.CopyJob;
import io.segsnap.copy.CopyOptions;
import io.segsnap.copy.CopyResult;
import io.segsnap.copy.CopySource;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.copy.Pacer;
import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import io.segsnap.log.Log;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.testing.SetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However a snapshot is made, it is the same one. */
class EveryWayProperties {

  private static final Pattern FILE =
      Pattern.compile("\\{[^{}]*\"name\"\\s*:\\s*\"([^\"]*)\"[^{}]*\"length\"\\s*:\\s*(\\d+)"
          + "[^{}]*\"checksums\"\\s*:\\s*\"([0-9a-f]*)\"[^{}]*}");

  /** A file, as long as it is. */
  private record Source(Path path, long lengthBytes) implements CopySource {

    @Override
    public String name() {
      return path.getFileName().toString();
    }

    @Override
    public boolean isSealed() {
      return true;
    }

    @Override
    public DiskFile open() throws IOException {
      return Disk.local().openForRead(path);
    }

    @Override
    public void linkTo(Path link) throws IOException {
      Disk.local().link(link, path);
    }

    @Override
    public void cloneTo(Path clone) throws IOException {
      Disk.local().cloneFile(clone, path);
    }
  }

  @Provide
  Arbitrary<CopyStrategy> copying() {
    return Arbitraries.of(CopyStrategy.class)
        .filter(strategy -> !strategy.isSharing() && strategy != CopyStrategy.AUTO);
  }

  @Provide
  Arbitrary<Integer> smallBuffers() {
    return Arbitraries.of(1, 2, 7, 63, 512, 4_095, 4_096, 1 << 16);
  }

  @Provide
  Arbitrary<Integer> largeBuffers() {
    return Arbitraries.of(4_095, 4_096, 1_000_003, 1 << 20, RangeChecksums.RANGE_BYTES);
  }

  @Property(tries = 60)
  void smallFilesAreCopiedAndSummedTheSameByAnyStrategyThreadsAndBuffer(
      @ForAll @Size(max = 6) List<@IntRange(max = 20_000) Integer> sizes,
      @ForAll("copying") CopyStrategy strategy,
      @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll("smallBuffers") int bufferBytes)
      throws IOException {
    checkCopies(sizes, strategy, threads, bufferBytes);
  }

  @Property(tries = 4)
  void filesOfSeveralRangesAreToo(
      @ForAll @IntRange(min = -2, max = 2) int more,
      @ForAll @IntRange(min = 1, max = 2) int ranges,
      @ForAll("copying") CopyStrategy strategy,
      @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll("largeBuffers") int bufferBytes)
      throws IOException {
    List<Integer> sizes = List.of(ranges * RangeChecksums.RANGE_BYTES + more, 100);
    checkCopies(sizes, strategy, threads, bufferBytes);
  }

  private static void checkCopies(
      List<Integer> sizes, CopyStrategy strategy, int threads, int bufferBytes) throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Random random = new Random(sizes.hashCode());
      List<CopyJob> jobs = new ArrayList<>();
      for (int size : sizes) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        Path path = Files.write(folder.path().resolve("file" + jobs.size()), content);
        jobs.add(new CopyJob(new Source(path, size), folder.path().resolve("copy" + jobs.size())));
      }
      CopyEngine engine = new CopyEngine(
          Disk.local(),
          new BufferPool(bufferBytes),
          Executors.defaultThreadFactory(),
          Pacer.SYSTEM);
      List<CopyResult> results = engine.copy(
          jobs,
          CopyOptions.of("copy").withStrategy(strategy).withThreads(threads).withSynced(false));
      for (int i = 0; i < sizes.size(); i++) {
        byte[] copied = Files.readAllBytes(jobs.get(i).target());
        assertArrayEquals(Files.readAllBytes(folder.path().resolve("file" + i)), copied);
        assertEquals(sums(copied), results.get(i).checksums().orElseThrow().toHex());
      }
    }
  }

  private static String sums(byte[] content) {
    StringBuilder hex = new StringBuilder();
    for (int from = 0; from < content.length; from += RangeChecksums.RANGE_BYTES) {
      CRC32C crc = new CRC32C();
      crc.update(content, from, Math.min(RangeChecksums.RANGE_BYTES, content.length - from));
      hex.append(String.format("%08x", crc.getValue()));
    }
    return hex.toString();
  }

  @Property(tries = 6)
  void everyStrategyAndNumberOfThreadsGivesTheSameSnapshot(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 6) Integer> batches,
      @ForAll boolean isOpen)
      throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Path directory = folder.path().resolve("topic-0");
      Map<String, String> sums = null;
      Map<String, String> files = null;
      Log log = Log.open(directory, SnapshotProperties.SMALL_SEGMENTS);
      try {
        SnapshotProperties.append(log, batches);
        if (!isOpen) {
          log.close();
        }
        for (CopyStrategy strategy : CopyStrategy.values()) {
          if (strategy == CopyStrategy.CLONE && !TemporaryFolder.hasClones()) {
            continue;
          }
          for (int threads = 1; threads <= 4; threads += 3) {
            Path snapshots = folder.path().resolve(strategy + "-" + threads);
            CreateOptions options = CreateOptions.defaults()
                .withStrategy(strategy)
                .withThreads(threads)
                .withSynced(false);
            Path made = create(directory, snapshots, isOpen ? log : null, options);
            sums = same(sums, manifestSums(made), "sums of " + snapshots);
            files = same(files, contents(made), "files of " + snapshots);
          }
        }
      } finally {
        log.close();
      }
    }
  }

  private static Path create(Path directory, Path snapshots, Log open, CreateOptions options)
      throws IOException {
    SnapshotManager manager = SnapshotManager.open(
        directory,
        SnapshotOptions.defaults()
            .withSnapshotDirectory(snapshots)
            .withClock(new SetClock(Instant.parse("2026-01-01T00:00:00Z"))));
    String id = (open == null ? manager.create(options) : manager.create(open, options)).id();
    // what was linked or cloned has no sums before
    manager.verify(id, VerifyOptions.defaults().withThreads(options.threads()));
    return snapshots.resolve(id);
  }

  private static Map<String, String> same(
      Map<String, String> earlier, Map<String, String> now, String what) {
    assertEquals(earlier == null ? now : earlier, now, what);
    return now;
  }

  private static Map<String, String> manifestSums(Path snapshot) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    Matcher matcher = FILE.matcher(Files.readString(snapshot.resolve("manifest.json")));
    while (matcher.find()) {
      sums.put(matcher.group(1), matcher.group(2) + " " + matcher.group(3));
    }
    int files = Files.readString(snapshot.resolve("manifest.json")).split("\"name\"", -1).length;
    assertEquals(files - 1, sums.size(), "files with sums");
    return sums;
  }

  private static Map<String, String> contents(Path snapshot) throws IOException {
    Map<String, String> files = SnapshotProperties.filesOf(snapshot);
    files.remove("manifest.json");
    return files;
  }
}
