package io.segsnap.reports;

import java.util.List;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * Time as a sum of a fixed cost, one for each segment and one for each byte, fitted to measured
 * medians by ordinary least squares.
 */
public final class Scaling {

  /**
   * A log and how long an operation on it took.
   *
   * @param log its shape
   * @param ms times of its runs, in milliseconds
   */
  public record Run(LogShape log, Sample ms) {}

  private static final double MIB = 1 << 20;

  private final List<Run> runs;
  private final boolean bySegment;
  private final boolean byByte;
  private final double[] cost;
  private final double rSquared;

  /**
   * Fits.
   *
   * @param runs at least two more than there are costs that vary between them
   */
  public Scaling(List<Run> runs) {
    this.runs = List.copyOf(runs);
    this.bySegment = runs.stream().map(run -> run.log().segments()).distinct().count() > 1;
    this.byByte = runs.stream().map(run -> run.log().bytes()).distinct().count() > 1;
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    regression.newSampleData(
        runs.stream().mapToDouble(run -> run.ms().median()).toArray(),
        runs.stream().map(run -> terms(run.log())).toArray(double[][]::new));
    this.cost = regression.estimateRegressionParameters();
    this.rSquared = regression.calculateRSquared();
  }

  /** What varies; MiB, because bytes and segments would differ by ten powers of ten. */
  private double[] terms(LogShape log) {
    if (bySegment && byByte) {
      return new double[] {log.segments(), log.bytes() / MIB};
    }
    return new double[] {bySegment ? log.segments() : log.bytes() / MIB};
  }

  List<Run> runs() {
    return runs;
  }

  /** Milliseconds that the fit expects. */
  public double expectedMs(LogShape log) {
    double[] terms = terms(log);
    double ms = cost[0];
    for (int i = 0; i < terms.length; i++) {
      ms += cost[i + 1] * terms[i];
    }
    return ms;
  }

  public double fixedMs() {
    return cost[0];
  }

  /** NaN where the number of segments did not vary. */
  public double microsPerSegment() {
    return bySegment ? cost[1] * 1000 : Double.NaN;
  }

  /** NaN where the size did not vary. */
  public double microsPerMib() {
    return byByte ? cost[cost.length - 1] * 1000 : Double.NaN;
  }

  /** Part of the variance that the fit explains. */
  public double rSquared() {
    return rSquared;
  }
}
