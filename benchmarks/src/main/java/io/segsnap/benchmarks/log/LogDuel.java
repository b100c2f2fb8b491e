package io.segsnap.benchmarks.log;

import io.segsnap.reports.Comparison;
import java.nio.file.Path;
import java.util.List;

/** One benchmark of the log against Kafka. */
interface LogDuel {

  /** Shown while it runs. */
  String title();

  /**
   * Measures.
   *
   * @param folders the logs to measure on
   */
  List<Comparison> run(Folders folders) throws Exception;

  /**
   * Where to measure.
   *
   * @param ours partition directory that segsnap wrote and closed
   * @param kafkas partition directory with the same batches that Kafka opens as its own
   * @param scratch for what a duel writes
   * @param bytes size of each log
   */
  record Folders(Path ours, Path kafkas, Path scratch, long bytes) {}
}
