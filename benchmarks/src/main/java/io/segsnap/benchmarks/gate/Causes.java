package io.segsnap.benchmarks.gate;

import io.segsnap.reports.gate.Conditions;
import io.segsnap.reports.gate.Estimate;
import io.segsnap.reports.gate.GateSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Why nothing can be said. Some causes void a gate, whatever its figures: they were measured on
 * something else than a disk, or the reference shows that the sides were not alike. Load doesn't: it
 * meets base and head alike, makes intervals wider, and so only explains what stayed undecided.
 */
final class Causes {

  private static final List<String> NO_DISKS = List.of("tmpfs", "ramfs", "overlay");
  private static final int LOGS_THAT_FIT = 8;
  private static final double LOAD_PERCENT = 20;
  private static final double STEAL_PERCENT = 5;

  private Causes() {}

  /** What voids a gate; nothing if it counts. */
  static List<String> voiding(Conditions conditions, Estimate reference, GateSettings settings) {
    List<String> causes = new ArrayList<>();
    if (NO_DISKS.contains(conditions.fileSystem())) {
      causes.add("wrong file system: " + conditions.fileSystem()
          + " is no disk's; set gate.work to a folder on one");
    }
    if (conditions.freeBytes() < LOGS_THAT_FIT * settings.logBytes()) {
      causes.add("disk nearly full: " + (conditions.freeBytes() >> 20) + " MiB free; make room");
    }
    if (Math.abs(reference.ratio() - 1) > settings.referenceBand()) {
      causes.add(format("reference off: its head/base is %.3f, not 1", reference.ratio()));
    }
    return causes;
  }

  /** Why a cell is undecided after the last look. */
  static String undecided(Conditions conditions, Estimate estimate) {
    String load = load(conditions);
    return load.isEmpty()
        ? "too noisy for " + estimate.pairs() + " pairs: the interval reaches beyond τ"
        : load;
  }

  private static String load(Conditions conditions) {
    if (conditions.cpuPressurePercent() > LOAD_PERCENT) {
      return format(
          "load: tasks, the gate's own among them, waited for a processor %.0f %% of the time",
          conditions.cpuPressurePercent());
    }
    if (conditions.ioPressurePercent() > LOAD_PERCENT) {
      return format(
          "load: tasks, the gate's own among them, waited for the disk %.0f %% of the time",
          conditions.ioPressurePercent());
    }
    return conditions.stealPercent() > STEAL_PERCENT
        ? format("load: %.0f %% of processor time stolen", conditions.stealPercent())
        : "";
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
