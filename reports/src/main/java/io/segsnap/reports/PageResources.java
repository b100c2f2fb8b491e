package io.segsnap.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What every page of a report brings along. */
final class PageResources {

  private PageResources() {}

  static String style() throws IOException {
    return text("page.css");
  }

  /** Draws the charts with {@link #charts()}. */
  static String script() throws IOException {
    return text("page.js");
  }

  /** Apache ECharts; the build knows its version. */
  static String charts() throws IOException {
    Properties echarts = new Properties();
    echarts.load(new StringReader(text("echarts.properties")));
    return text(echarts.getProperty("path"));
  }

  private static String text(String name) throws IOException {
    try (InputStream in = PageResources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("read resource " + name + ": not in the jar; build reports again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
