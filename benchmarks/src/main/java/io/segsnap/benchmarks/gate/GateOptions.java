package io.segsnap.benchmarks.gate;

import io.segsnap.benchmarks.gate.GateException.Kind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What to do, from system properties; a blank one counts as absent.
 *
 * @param base {@code gate.base}: a git ref or the path of a jar of core; only a proof needs none
 * @param head {@code gate.head}: likewise; the default is the working tree
 * @param profile {@code gate.profile}: {@code standard} (the default) or {@code cheap}
 * @param seed {@code gate.seed}: of the log, the order and the bootstrap; default 42
 * @param inconclusiveBlocks {@code gate.inconclusive}: whether an inconclusive gate blocks, {@code block} (the
 *     default) or {@code pass}
 * @param proof {@code gate.proof}: proves the gate itself instead, see {@link Proof}
 * @param proofGates {@code gate.proof.gates}: how many gates of each kind; default 100
 * @param proofMinutes {@code gate.proof.minutes}: when to stop, to be resumed; default 40
 * @param mutant {@code gate.mutant}: of the mutants only those whose names contain it
 * @param work {@code gate.work}: where work files go while it runs; default {@code benchmarks/target/gate}
 * @param reports {@code gate.reports}: where results go; default {@code reports/target/gate}
 */
record GateOptions(
    Optional<String> base,
    Optional<String> head,
    String profile,
    long seed,
    boolean inconclusiveBlocks,
    Optional<String> proof,
    int proofGates,
    int proofMinutes,
    String mutant,
    Path work,
    Path reports) {

  static GateOptions of(Properties properties) throws GateException {
    Optional<String> base = value(properties, "gate.base");
    Optional<String> proof = value(properties, "gate.proof");
    if (base.isEmpty() && proof.isEmpty()) {
      throw usage("gate.base: missing; give a git ref or the path of a jar of core");
    }
    return new GateOptions(
        base,
        value(properties, "gate.head"),
        value(properties, "gate.profile").orElse(proof.isEmpty() ? "standard" : "cheap"),
        number(properties, "gate.seed", 42),
        blocks(value(properties, "gate.inconclusive").orElse("block")),
        proof,
        number(properties, "gate.proof.gates", 100),
        number(properties, "gate.proof.minutes", 40),
        value(properties, "gate.mutant").orElse(""),
        Path.of(value(properties, "gate.work").orElse("benchmarks/target/gate")),
        reports(properties));
  }

  /** What runs the same gate again. */
  String command() {
    StringBuilder command = new StringBuilder("mvn -pl benchmarks -Pgate");
    base.ifPresent(value -> option(command, "gate.base", value));
    head.ifPresent(value -> option(command, "gate.head", value));
    option(command, "gate.profile", profile);
    option(command, "gate.seed", String.valueOf(seed));
    if (!inconclusiveBlocks) {
      option(command, "gate.inconclusive", "pass");
    }
    return command.toString();
  }

  private static void option(StringBuilder command, String name, String value) {
    boolean isPlain = value.matches("[\\w./+-]+");
    command.append(isPlain ? " -D" : " '-D").append(name).append('=').append(value);
    command.append(isPlain ? "" : "'");
  }

  /** Where results go, which must be known even if the rest can't be used. */
  static Path reports(Properties properties) {
    return Path.of(value(properties, "gate.reports").orElse("reports/target/gate"));
  }

  private static Optional<String> value(Properties properties, String name) {
    return Optional.of(properties.getProperty(name, "").strip()).filter(text -> !text.isEmpty());
  }

  private static int number(Properties properties, String name, int standard) throws GateException {
    Optional<String> text = value(properties, name);
    if (text.isEmpty()) {
      return standard;
    }
    if (!text.get().matches("\\d{1,9}")) {
      throw usage(name + "=" + text.get() + ": expected a number");
    }
    return Integer.parseInt(text.get());
  }

  private static boolean blocks(String text) throws GateException {
    return switch (text) {
      case "block" -> true;
      case "pass" -> false;
      default -> throw usage("gate.inconclusive=" + text + ": give block or pass");
    };
  }

  private static GateException usage(String problem) {
    return new GateException(Kind.USAGE, problem);
  }
}
