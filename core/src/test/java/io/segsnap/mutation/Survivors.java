package io.segsnap.mutation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The list of mutants that no test kills, with reasons. A group starts with its reason, lines that are
 * not indented; below it stand the mutants, an indented {@link Mutant#key()} each. A key behind a
 * {@code ~} may be killed too, where chance decides. Lines that start with {@code #} are comments.
 *
 * @param reasons by key
 * @param byChance whether the mutant may be killed, by key
 */
record Survivors(Map<String, String> reasons, Map<String, Boolean> byChance) {

  /** Shorter ones explain nothing. */
  private static final int MIN_REASON_CHARS = 25;

  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException if a mutant has no reason, or stands there twice
   */
  static Survivors parse(List<String> lines) {
    Map<String, String> reasons = new LinkedHashMap<>();
    Map<String, Boolean> byChance = new LinkedHashMap<>();
    StringBuilder reason = new StringBuilder();
    boolean isListing = false;
    for (String line : lines) {
      String text = line.strip();
      if (text.startsWith("#")) {
        continue;
      }
      boolean isMutant = line.startsWith(" ") && !text.isEmpty();
      if (!isMutant && (isListing || text.isEmpty())) {
        reason.setLength(0);
      }
      isListing = isMutant;
      if (!isMutant) {
        reason.append(reason.isEmpty() ? "" : " ").append(text);
        continue;
      }
      boolean isChance = text.startsWith("~");
      String key = isChance ? text.substring(1).strip() : text;
      if (reason.length() < MIN_REASON_CHARS) {
        throw new IllegalArgumentException("no reason is given for " + key);
      }
      if (reasons.put(key, reason.toString()) != null) {
        throw new IllegalArgumentException("listed twice: " + key);
      }
      byChance.put(key, isChance);
    }
    return new Survivors(reasons, byChance);
  }
}
