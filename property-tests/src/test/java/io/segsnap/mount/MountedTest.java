package io.segsnap.mount;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.generate.GeneratorOptions;
import io.segsnap.generate.LogGenerator;
import io.segsnap.io.Disk;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** Tests in a file system of their own, skipped, and said so, where the machine has none for them. */
abstract class MountedTest {

  static final CreateOptions CREATE = CreateOptions.defaults().withMinInterval(Duration.ZERO);
  static final RestoreOptions RESTORE =
      RestoreOptions.defaults().withStrategy(CopyStrategy.OFF_HEAP);

  private static final GeneratorOptions GENERATED =
      GeneratorOptions.ofSize(4 << 20).withSegmentBytes(1 << 20);
  private static final Map<FileSystem, Optional<String>> REFUSALS = new ConcurrentHashMap<>();

  final FileSystem type;
  private LoopMount mount;
  private String outcome;

  MountedTest(FileSystem type) {
    this.type = type;
  }

  @BeforeEach
  void mount() throws IOException {
    outcome = "failed";
    Optional<String> refusal = REFUSALS.computeIfAbsent(type, MountedTest::refusal);
    refusal.ifPresent(reason -> outcome = "skipped: " + reason);
    assumeTrue(refusal.isEmpty(), () -> type + " " + outcome);
    mount = LoopMount.make(type);
  }

  private static Optional<String> refusal(FileSystem type) {
    try {
      Optional<String> refusal = LoopMount.refusal(type);
      refusal.ifPresent(reason -> System.out.println("No tests on " + type + ": " + reason));
      return refusal;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void unmount(TestInfo test) throws IOException {
    if (mount != null) {
      mount.close();
    }
    Proof.add(Section.FILE_SYSTEMS, type, test.getTestMethod().orElseThrow().getName(), outcome);
  }

  LoopMount mounted() {
    return mount;
  }

  Path path() {
    return mount.path();
  }

  /** Says what was done, at the end of a test. */
  void passed(String what) {
    outcome = what;
  }

  /** A closed log of 4 MiB in segments of 1 MiB, on disk. */
  Path generate(String name) throws IOException {
    Path log = path().resolve(name);
    LogGenerator.generate(log, GENERATED, Disk.local(), bytes -> {});
    return log;
  }

  /** Bytes that can be written, once all that was has reached the disk. */
  long freeBytes() throws IOException {
    Root.run(List.of("sync", "-f", path().toString()));
    return Files.getFileStore(path()).getUsableSpace();
  }

  static SnapshotManager manager(Path log) throws IOException {
    return SnapshotManager.open(log, SnapshotOptions.defaults());
  }
}
