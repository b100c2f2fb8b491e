package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.ByteSize;
import io.segsnap.benchmarks.Cp;
import io.segsnap.benchmarks.LogShape;
import io.segsnap.benchmarks.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where benchmarks find the log and leave their work. The program that starts them says so in
 * system properties, as a benchmark runs in a JVM of its own.
 *
 * @param given the user's partition directory, never written to; empty where logs are generated
 * @param work folder on the file system that is measured, emptied by who made it
 */
record Places(Optional<Path> given, Path work) {

  private static final String LOG = "segsnap.bench.log";
  private static final String WORK = "segsnap.bench.work";

  static Places fromProperties() {
    String work = System.getProperty(WORK);
    if (work == null) {
      throw new IllegalStateException(WORK + " is not set: run mvn -pl benchmarks");
    }
    return new Places(Optional.ofNullable(System.getProperty(LOG)).map(Path::of), Path.of(work));
  }

  /** What to start the JVM of a benchmark with. */
  List<String> jvmArgs() {
    List<String> args = new ArrayList<>();
    given.ifPresent(log -> args.add("-D" + LOG + "=" + log));
    args.add("-D" + WORK + "=" + work);
    return args;
  }

  /** The user's log, or one of this shape. */
  Path log(int segments, String segmentSize) throws IOException {
    return given.isPresent() ? given.get() : shape(segments, segmentSize).in(work);
  }

  /** Why there is no room to measure a cell on the log it asks for; empty if there is. */
  Optional<String> problem(Cell cell) {
    if (given.isPresent() || !cell.params().containsKey("segments")) {
      return Optional.empty();
    }
    LogShape shape = shape(Integer.parseInt(cell.param("segments")), cell.param("segmentSize"));
    if (shape.isIn(work)) {
      return Optional.empty(); // there was room when it was made
    }
    long needed = TestBed.COPIES * shape.bytes();
    long free = work.toFile().getUsableSpace();
    return needed <= free
        ? Optional.empty()
        : Optional.of("needs " + (needed >> 20) + " MiB of disk, " + (free >> 20) + " are free");
  }

  private static LogShape shape(int segments, String segmentSize) {
    return new LogShape(segments, ByteSize.parse("segmentSize", segmentSize));
  }

  /** A copy of a log for benchmarks that open it, which changes files; made by the first. */
  Path copy(Path log) throws IOException, InterruptedException {
    Path copy = work.resolve("copies").resolve(log.getFileName().toString());
    if (!Files.exists(copy)) {
      Path unfinished = work.resolve("copying-0");
      WorkFolder.delete(unfinished);
      Files.createDirectories(copy.resolveSibling(""));
      Cp.everything(log, unfinished);
      Files.move(unfinished, copy);
    }
    return copy;
  }
}
