package io.segsnap.reports;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

final class Samples {

  private Samples() {}

  static Path jmh() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(Samples.class.getResource("jmh.json")).toURI());
  }

  static Report report(Table table) {
    return new Report("A & B", "mvn <goal>", new Environment(Map.of("JDK", "17")), List.of(table));
  }
}
