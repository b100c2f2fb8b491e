package io.segsnap.benchmarks.gate;

import io.segsnap.reports.gate.Conditions;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel tells of load since this was made: pressure stalls and stolen time. Linux only. */
final class Pressure {

  private static final Path PROC = Path.of("/proc");
  private static final Pattern SOME = Pattern.compile("some .*total=(\\d+)");
  private static final int STEAL_FIELD = 8;
  private static final double NS_PER_US = 1000;

  private final Path proc;
  private final long startNs = System.nanoTime();
  private final long cpuUs;
  private final long ioUs;
  private final long[] ticks;

  Pressure() {
    this(PROC);
  }

  Pressure(Path proc) {
    this.proc = proc;
    this.cpuUs = stalledUs("cpu");
    this.ioUs = stalledUs("io");
    this.ticks = ticks();
  }

  /** What went on until now, on the file system of a folder. */
  Conditions conditions(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    return new Conditions(
        stalledPercent(cpuUs, stalledUs("cpu")),
        stalledPercent(ioUs, stalledUs("io")),
        stealPercent(),
        store.type(),
        store.getUsableSpace());
  }

  private double stalledPercent(long beforeUs, long afterUs) {
    if (beforeUs < 0 || afterUs < 0) {
      return -1;
    }
    double elapsedUs = (System.nanoTime() - startNs) / NS_PER_US;
    return 100 * (afterUs - beforeUs) / elapsedUs;
  }

  private double stealPercent() {
    long[] now = ticks();
    if (ticks.length <= STEAL_FIELD - 1 || now.length != ticks.length) {
      return -1;
    }
    long all = 0;
    for (int i = 0; i < STEAL_FIELD; i++) {
      all += now[i] - ticks[i];
    }
    long stolen = now[STEAL_FIELD - 1] - ticks[STEAL_FIELD - 1];
    return all == 0 ? 0 : 100.0 * stolen / all;
  }

  private long stalledUs(String resource) {
    Matcher some = SOME.matcher(text("pressure/" + resource));
    return some.find() ? Long.parseLong(some.group(1)) : -1;
  }

  /** User, nice, system, idle, waiting, two kinds of interrupts, stolen, and those of guests. */
  private long[] ticks() {
    return text("stat")
        .lines()
        .filter(line -> line.startsWith("cpu "))
        .flatMapToLong(line -> Pattern.compile("\\d+")
            .matcher(line)
            .results()
            .mapToLong(number -> Long.parseLong(number.group())))
        .toArray();
  }

  /** Nothing where the kernel doesn't have the file or doesn't let us read it. */
  private String text(String name) {
    try {
      return Files.readString(proc.resolve(name));
    } catch (IOException e) {
      return "";
    }
  }
}
