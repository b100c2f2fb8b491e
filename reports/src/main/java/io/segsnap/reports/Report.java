package io.segsnap.reports;

import java.util.List;

/**
 * What a run found, ready to be written in any form.
 *
 * @param title its heading
 * @param command what runs it again
 * @param environment where it was measured
 * @param sections its results, in the order to show them
 */
public record Report(
    String title, String command, Environment environment, List<Section> sections) {

  public Report {
    sections = List.copyOf(sections);
  }
}
