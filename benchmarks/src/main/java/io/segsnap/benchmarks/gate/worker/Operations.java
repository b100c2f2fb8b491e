package io.segsnap.benchmarks.gate.worker;

import io.segsnap.copy.CopyStrategy;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The operations of one worker by the names of their cells: a verb, where it has them a strategy,
 * and {@code ×2} for two threads.
 */
final class Operations {

  /** How often a short operation is repeated within one measurement, to be long beside the clock. */
  private static final int REPEATED_OPENS = 8;

  private static final int REPEATED_READS = 2;

  private final Site site;
  private final long logBytes;
  private final Map<String, Operation> made = new HashMap<>();

  Operations(Site site, long logBytes) {
    this.site = site;
    this.logBytes = logBytes;
  }

  /**
   * The operation of a cell, made when first asked for.
   *
   * @throws IllegalArgumentException if there is no such cell
   */
  Operation of(String cell) throws IOException {
    Operation known = made.get(cell);
    if (known == null) {
      known = make(cell.split(" "));
      made.put(cell, known);
    }
    return known;
  }

  private Operation make(String[] words) throws IOException {
    int threads = words[words.length - 1].equals("×2") ? 2 : 1;
    return switch (words[0]) {
      case "create" -> new CreateOperation(site, strategy(words[1]), threads);
      case "restore" -> new RestoreOperation(site, threads);
      case "differential" -> new DifferentialOperation(site);
      case "verify" -> new VerifyOperation(site, threads);
      case "open" -> new OpenOperation(site, false, REPEATED_OPENS);
      case "recover" -> new OpenOperation(site, true, 1);
      case "append" -> new AppendOperation(site, logBytes);
      case "read" -> new ReadOperation(site, REPEATED_READS);
      case "pause" -> new PauseOperation(site, logBytes);
      default -> throw new IllegalArgumentException("no such cell: " + String.join(" ", words));
    };
  }

  private static CopyStrategy strategy(String name) {
    return CopyStrategy.ofName(name)
        .orElseThrow(() -> new IllegalArgumentException("no such strategy: " + name));
  }
}
