package io.segsnap.benchmarks.duels;

import io.segsnap.reports.Comparison;
import java.util.List;

/** One benchmark of segsnap against a peer. */
interface Contest {

  /** Shown while it runs. */
  String title();

  /**
   * Measures.
   *
   * @param logs to measure on
   */
  List<Comparison> run(Logs logs) throws Exception;
}
