package io.segsnap.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The checked-in list of the syncs that no check of {@link LeftOutSyncs} misses, with the reasons.
 * Thread safe.
 */
final class NeverMissedSyncs {

  /**
   * A line of the list.
   *
   * @param operation the beginning of the names of the operations it is about
   * @param sync as {@link LeftOutSyncs} describes it
   * @param atMost how many of these one operation has
   */
  private record Entry(String operation, String sync, int atMost) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Entry, Integer> most = new HashMap<>();

  /**
   * A list.
   *
   * @param lines as in {@code never-missed-syncs.txt}: operation, sync and number, or a comment
   */
  NeverMissedSyncs(Stream<String> lines) {
    lines
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\\s*\\|\\s*", -1))
        .map(part -> new Entry(part[0], part[1], Integer.parseInt(part[2])))
        .forEach(entries::add);
  }

  static NeverMissedSyncs read() throws IOException {
    try (InputStream in = NeverMissedSyncs.class.getResourceAsStream("/never-missed-syncs.txt")) {
      return new NeverMissedSyncs(new String(in.readAllBytes(), UTF_8).lines());
    }
  }

  /** What of an operation's syncs the list does not explain, such as {@code 1 x file a/b}. */
  synchronized List<String> unexplained(String operation, List<String> syncs) {
    Map<String, Integer> counts = new TreeMap<>();
    syncs.forEach(sync -> counts.merge(sync, 1, Integer::sum));
    List<String> unexplained = new ArrayList<>();
    counts.forEach((sync, count) -> {
      Optional<Entry> entry = entry(operation, sync);
      entry.ifPresent(found -> most.merge(found, count, Math::max));
      int more = count - entry.map(Entry::atMost).orElse(0);
      if (more > 0) {
        unexplained.add(more + " x " + sync);
      }
    });
    return unexplained;
  }

  /** The one that says most about the operation's name. */
  private Optional<Entry> entry(String operation, String sync) {
    return entries.stream()
        .filter(entry -> entry.sync.equals(sync) && operation.startsWith(entry.operation))
        .max(Comparator.comparingInt(entry -> entry.operation.length()));
  }

  /** Lines that explain more than any of the operations so far needed. */
  synchronized List<String> stale() {
    return entries.stream()
        .filter(entry -> most.getOrDefault(entry, 0) < entry.atMost)
        .map(entry -> entry + ", found " + most.getOrDefault(entry, 0))
        .toList();
  }
}
