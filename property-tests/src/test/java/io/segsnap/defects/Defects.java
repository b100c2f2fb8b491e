package io.segsnap.defects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of defects, read from the test resources. Each is
 *
 * <pre>
 * = name
 * what it breaks
 * killed by TestClass
 * &#64; file of core
 *  a line that stays
 * -a line that goes
 * +a line that comes
 * </pre>
 *
 * and may have several parts for several places.
 */
final class Defects {

  private static final List<String> AREAS = List.of(
      "io", "log", "recovery", "copy", "snapshot", "restore", "retention", "cli", "threads");
  private static final String KILLED_BY = "killed by ";

  private final List<Defect> found = new ArrayList<>();
  private String name = "";
  private String consequence = "";
  private Killer killer;
  private List<Hunk> hunks = new ArrayList<>();
  private String file = "";
  private List<String> before = new ArrayList<>();
  private List<String> after = new ArrayList<>();

  private Defects() {}

  static List<Defect> all() throws IOException {
    List<Defect> all = new ArrayList<>();
    for (String area : AREAS) {
      Defects defects = new Defects();
      text(area).lines().forEach(defects::read);
      defects.endDefect();
      all.addAll(defects.found);
    }
    return all;
  }

  private static String text(String area) throws IOException {
    try (InputStream in = Defects.class.getResourceAsStream("/defects/" + area + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void read(String line) {
    if (line.isBlank()) {
      return;
    }
    String rest = line.substring(1).strip();
    switch (line.charAt(0)) {
      case '=' -> {
        endDefect();
        name = rest;
      }
      case '@' -> {
        endHunk();
        file = rest;
      }
      case ' ' -> {
        before.add(rest);
        after.add(rest);
      }
      case '-' -> before.add(rest);
      case '+' -> after.add(rest);
      default -> describe(line);
    }
  }

  private void describe(String line) {
    if (line.startsWith(KILLED_BY)) {
      killer = Killer.parse(line.substring(KILLED_BY.length()));
    } else {
      consequence = (consequence + " " + line).strip();
    }
  }

  private void endHunk() {
    if (!file.isEmpty()) {
      hunks.add(new Hunk(file, before, after));
      file = "";
      before = new ArrayList<>();
      after = new ArrayList<>();
    }
  }

  private void endDefect() {
    endHunk();
    if (!name.isEmpty()) {
      if (killer == null || consequence.isEmpty() || hunks.isEmpty()) {
        throw new IllegalStateException("incomplete: " + name);
      }
      found.add(new Defect(name, consequence, killer, hunks));
    }
    consequence = "";
    killer = null;
    hunks = new ArrayList<>();
  }
}
