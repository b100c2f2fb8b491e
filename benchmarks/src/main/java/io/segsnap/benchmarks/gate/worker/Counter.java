package io.segsnap.benchmarks.gate.worker;

import io.segsnap.benchmarks.ThreadCosts;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what one durable run of an operation takes. It is meant for a JVM without the second
 * compiler, which removes allocations, and how many of them is up to chance.
 */
final class Counter {

  private final ThreadCosts allocated = ThreadCosts.allocatedBytes();
  private final CountingDisk disk = new CountingDisk();
  private final Path log;
  private final Path counted;
  private final Operations plain;
  private final Operations durable;

  Counter(Path log, Path folder, int segmentBytes, long logBytes) {
    this.log = log;
    this.counted = folder.resolve("counted");
    Disk local = Disk.local();
    this.plain = new Operations(
        new Site(log, folder.resolve("plain"), segmentBytes, true, local, allocated::thread),
        logBytes);
    this.durable = new Operations(
        new Site(log, counted, segmentBytes, true, disk.over(local), Thread::new), logBytes);
  }

  Map<String, String> count(String cell) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    Operation operation = plain.of(cell);
    allocatedBytes(operation); // the first run loads classes
    values.put("allocated", String.valueOf(allocatedBytes(operation)));
    countCalls(durable.of(cell), values);
    return values;
  }

  private long allocatedBytes(Operation operation) throws IOException {
    operation.prepare();
    try {
      long before = allocated.sum();
      operation.run();
      return allocated.sum() - before;
    } finally {
      operation.clear();
    }
  }

  private void countCalls(Operation operation, Map<String, String> values) throws IOException {
    operation.prepare();
    try {
      long blocks = blocks();
      long opens = disk.opens.get();
      long syncs = disk.syncs.get();
      long read = disk.readBytes.get();
      long written = disk.writtenBytes.get();
      operation.run();
      values.put("read", String.valueOf(disk.readBytes.get() - read));
      values.put("written", String.valueOf(disk.writtenBytes.get() - written));
      values.put("opens", String.valueOf(disk.opens.get() - opens));
      values.put("fsyncs", String.valueOf(disk.syncs.get() - syncs));
      Content content = new Content();
      operation.describe(content);
      values.put("blocks", String.valueOf(blocks() - blocks));
      values.put("content", content.hash());
    } finally {
      operation.clear();
    }
  }

  /** Blocks of 512 bytes below the log and the counted folder; a file with two names counts once. */
  private long blocks() throws IOException {
    Process du = new ProcessBuilder("du", "-s", "-c", "-B512", log.toString(), counted.toString())
        .redirectErrorStream(true)
        .start();
    String output = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String total = output.lines().reduce("", (earlier, later) -> later);
    if (!total.matches("\\d+\\s.*")) {
      throw new IOException("count blocks of " + counted + ": du said: " + output.strip());
    }
    return Long.parseLong(total.replaceAll("\\s.*", ""));
  }
}
