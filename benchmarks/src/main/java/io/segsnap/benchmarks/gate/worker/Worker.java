package io.segsnap.benchmarks.gate.worker;

import io.segsnap.benchmarks.Failure;
import io.segsnap.benchmarks.ThreadCosts;
import io.segsnap.io.Disk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A worker JVM's main class. It is asked a line at a time on stdin and answers each on stdout:
 *
 * <pre>
 * warm N CELL        ok HASH      runs N times, and tells what the last run made
 * time CELL          ok NANOS CPU_NANOS     runs once
 * reference          ok NANOS CPU_NANOS     runs the frozen copy once
 * count CELL         ok NAME=VALUE ...
 *                    differs WHY  core lacks what the gate needs
 *                    full WHY     the disk is full
 *                    memory WHY   there is too little memory
 *                    failed WHY
 * </pre>
 *
 * It ends with stdin.
 */
public final class Worker {

  private final Operations timed;
  private final FrozenCopy reference;
  private final Counter counter;
  private final ThreadCosts cpu = ThreadCosts.cpuNanos();
  private final Slowdown slowdown;

  private Worker(Path log, Path folder, int segmentBytes, long logBytes, Slowdown slowdown)
      throws IOException {
    for (String place : new String[] {"timed", "plain", "counted"}) {
      Files.createDirectories(folder.resolve(place));
    }
    Site site =
        new Site(log, folder.resolve("timed"), segmentBytes, false, Disk.local(), cpu::thread);
    this.timed = new Operations(site, logBytes);
    this.reference =
        new FrozenCopy(log.resolveSibling("reference"), folder.resolve("reference-copy"));
    this.counter = new Counter(log, folder, segmentBytes, logBytes);
    this.slowdown = slowdown;
  }

  /**
   * Answers until stdin ends.
   *
   * @param args the partition directory, beside which lies the file {@code reference}; an own
   *     folder; bytes of a segment and of the log; a slow-down as {@link Slowdown#parse} takes it
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // nothing else may answer
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Answerer worker = start(args);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(worker.answer(line));
    }
  }

  /** Answers a line. */
  @FunctionalInterface
  private interface Answerer {
    String answer(String line);
  }

  private static Answerer start(String[] args) throws IOException {
    try {
      Worker worker = new Worker(
          Path.of(args[0]),
          Path.of(args[1]),
          Integer.parseInt(args[2]),
          Long.parseLong(args[3]),
          Slowdown.parse(args[4]));
      return worker::answer;
    } catch (LinkageError e) {
      return line -> "differs " + oneLine(e);
    }
  }

  private String answer(String line) {
    try {
      return "ok " + result(line);
    } catch (LinkageError e) {
      return "differs " + oneLine(e);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return kind(e) + " " + oneLine(e);
    }
  }

  static String kind(Throwable problem) {
    return switch (Failure.of(problem).code()) {
      case DISK_FULL -> "full";
      case NO_MEMORY -> "memory";
      default -> "failed";
    };
  }

  private static String oneLine(Throwable problem) {
    return problem.toString().replaceAll("\\s+", " ");
  }

  private String result(String line) throws IOException {
    String[] words = line.split(" ", 2);
    return switch (words[0]) {
      case "warm" -> warm(words[1].split(" ", 2));
      case "time" -> time(words[1], timed.of(words[1]));
      case "reference" -> time(words[0], reference);
      case "count" -> join(counter.count(words[1]));
      default -> throw new IllegalArgumentException("no such request: " + line);
    };
  }

  private static String join(Map<String, String> values) {
    return values.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  private String warm(String[] countAndCell) throws IOException {
    String cell = countAndCell[1];
    Operation operation = cell.equals("reference") ? reference : timed.of(cell);
    for (int i = 1; i < Integer.parseInt(countAndCell[0]); i++) {
      time(cell, operation);
    }
    Content content = new Content();
    operation.prepare();
    try {
      operation.run();
      operation.describe(content);
    } finally {
      operation.clear();
    }
    return content.hash();
  }

  private String time(String cell, Operation operation) throws IOException {
    operation.prepare();
    try {
      long cpuStart = cpu.sum();
      long start = System.nanoTime();
      operation.run();
      slowdown.extend(cell, start);
      long end = System.nanoTime();
      return (end - start) + " " + (cpu.sum() - cpuStart);
    } finally {
      operation.clear();
    }
  }
}
