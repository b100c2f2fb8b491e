package io.segsnap.benchmarks.gate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mistake in core that costs time or resources and changes no result, which the gate must notice.
 * The file {@code mutants.txt} lists them, each as
 *
 * <pre>
 * = name
 * &#64; source file, below io/segsnap
 * -a line that goes
 * +a line that comes
 *  a line that stays
 * </pre>
 *
 * <p>Indentation does not count, and the lines that go or stay must stand in the source exactly once.
 *
 * @param name in a few words
 * @param hunks what is changed
 */
record Mutant(String name, List<Hunk> hunks) {

  /**
   * Neighbouring lines of one source file.
   *
   * @param file below {@code io/segsnap}
   */
  record Hunk(String file, List<String> before, List<String> after) {

    String applyTo(String source) {
      List<String> lines = source.lines().toList();
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i + before.size() <= lines.size(); i++) {
        List<String> found =
            lines.subList(i, i + before.size()).stream().map(String::strip).toList();
        if (found.equals(before)) {
          places.add(i);
        }
      }
      if (places.size() != 1) {
        throw new IllegalStateException(
            file + " has these lines " + places.size() + " times, not once: " + before);
      }
      List<String> changed = new ArrayList<>(lines.subList(0, places.get(0)));
      changed.addAll(after);
      changed.addAll(lines.subList(places.get(0) + before.size(), lines.size()));
      return String.join("\n", changed) + "\n";
    }
  }

  /** Reads the list. */
  static List<Mutant> all() throws IOException {
    try (InputStream in = Mutant.class.getResourceAsStream("mutants.txt")) {
      if (in == null) {
        throw new IllegalStateException("mutants.txt is not on the class path");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static List<Mutant> parse(String text) {
    List<Mutant> mutants = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("= ")) {
        mutants.add(new Mutant(line.substring(2), new ArrayList<>()));
      } else if (line.startsWith("@ ")) {
        last(mutants)
            .hunks()
            .add(new Hunk(line.substring(2), new ArrayList<>(), new ArrayList<>()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        addLine(last(last(mutants).hunks()), line);
      }
    }
    return mutants;
  }

  private static void addLine(Hunk hunk, String line) {
    String content = line.substring(1).strip();
    if (line.charAt(0) != '+') {
      hunk.before().add(content);
    }
    if (line.charAt(0) != '-') {
      hunk.after().add(content);
    }
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  /**
   * The changed sources by their paths.
   *
   * @param sources reads the source of a path
   */
  Map<String, String> apply(Sources sources) throws IOException {
    Map<String, String> changed = new LinkedHashMap<>();
    for (Hunk hunk : hunks) {
      String known = changed.get(hunk.file());
      changed.put(hunk.file(), hunk.applyTo(known == null ? sources.read(hunk.file()) : known));
    }
    return changed;
  }

  /** Where sources are read from. */
  @FunctionalInterface
  interface Sources {
    String read(String file) throws IOException;
  }
}
