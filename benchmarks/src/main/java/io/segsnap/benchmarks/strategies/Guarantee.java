package io.segsnap.benchmarks.strategies;

/**
 * What one gets besides speed.
 *
 * @param durable whether it is on disk when the call returns
 * @param aliasing whether who writes to the log changes the copy too
 * @param text in a few words
 */
record Guarantee(String durable, String aliasing, String text) {

  static Guarantee of(Outcome outcome) {
    String durable = outcome.isSynced() ? "yes" : "no";
    return switch (outcome.operation()) {
      case "memory" -> new Guarantee("no", "no", "the limit of any copy");
      case "fsync" -> new Guarantee("yes", "no", "the least that durable costs");
      case "verify" -> new Guarantee("-", "-", "every byte and batch checked");
      default ->
        new Guarantee(
            durable,
            outcome.strategy().equals("link") || outcome.strategy().equals("cp -rl") ? "yes" : "no",
            text(outcome.strategy()));
    };
  }

  private static String text(String strategy) {
    return switch (strategy) {
      case "cp -r" -> "own bytes, unchecked";
      case "cp -rl" -> "shared inodes, unchecked";
      case "link" -> "shared inodes: safe while only segsnap writes the log";
      case "clone" -> "own file, blocks shared until one side writes";
      case "transfer" -> "own bytes; the source's bytes are checksummed";
      default -> "own bytes; the bytes written are checksummed";
    };
  }
}
