package io.segsnap.benchmarks;

import io.segsnap.reports.Banner;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run came to.
 *
 * @param isPartial whether it ended before all was measured
 * @param title in a few words
 * @param details sentences
 */
public record Summary(boolean isPartial, String title, List<String> details) {

  public Summary {
    details = List.copyOf(details);
  }

  /** Of a run that measured all it should. */
  public static Summary complete(String title, List<String> details) {
    return new Summary(false, title, details);
  }

  /** Of a run that ended early. */
  public static Summary partial(String reason, List<String> details) {
    return new Summary(true, "PARTIAL: " + reason, details);
  }

  Banner banner() {
    return new Banner(isPartial ? Banner.Status.UNDECIDED : Banner.Status.NOTE, title, details);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(title));
    lines.addAll(details);
    return lines;
  }
}
