package io.segsnap.reports;

import java.util.List;

/**
 * A table of a report.
 *
 * @param title its heading
 * @param columns their names
 * @param rows as many cells each as there are columns
 * @param notes sentences below it
 */
public record Table(String title, List<String> columns, List<List<String>> rows, List<String> notes)
    implements Section {

  public Table {
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells for " + columns.size() + " columns: " + row);
      }
    }
  }
}
