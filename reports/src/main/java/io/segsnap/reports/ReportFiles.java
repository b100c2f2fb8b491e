package io.segsnap.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a report as {@code name.md}, {@code name.html} and {@code name-report.json}. */
public final class ReportFiles {

  private final Path folder;

  /**
   * @param folder made when needed
   */
  public ReportFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes all forms, replacing those of an earlier run.
   *
   * @return the HTML file
   */
  public Path write(String name, Report report) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".md"), MarkdownReport.render(report));
    Files.writeString(folder.resolve(name + "-report.json"), ReportJson.render(report));
    return Files.writeString(folder.resolve(name + ".html"), HtmlReport.render(report));
  }
}
