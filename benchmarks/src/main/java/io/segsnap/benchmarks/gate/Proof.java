package io.segsnap.benchmarks.gate;

import io.segsnap.benchmarks.gate.GateException.Kind;
import io.segsnap.reports.Environment;
import io.segsnap.reports.gate.GateFiles;
import io.segsnap.reports.gate.GateResult;
import io.segsnap.reports.gate.GateText;
import io.segsnap.reports.gate.ProofMarkdown;
import io.segsnap.reports.gate.Trial;
import io.segsnap.reports.gate.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the gate works: {@code mvn -pl benchmarks -Pgate -Dgate.proof=KIND}, with KIND one of
 *
 * <ul>
 *   <li>{@code aa}: head is base, so that every alarm is false;
 *   <li>{@code slowdown}: one cell of head, another each time, is slowed by 5, 10 and 20 % in turn;
 *   <li>{@code noise}: both of these beside a noisy neighbour;
 *   <li>{@code mutants}: head has a mistake that costs time or resources, one after the other of all
 *       or of those that {@code gate.mutant} names;
 *   <li>{@code report}: only adds up what there is.
 * </ul>
 *
 * <p>Each is a whole gate with JVMs of its own, as a user runs it. Trials are appended to {@code
 * proof.jsonl} one by one; the same command goes on from there. All of them count, whatever came of
 * them.
 */
final class Proof {

  private static final List<Integer> PERCENTS = List.of(5, 10, 20);
  private static final double MS_PER_S = 1000;

  /** More than the pairs of a gate, each of which has a seed of its own. */
  private static final long SEEDS_APART = 1000;

  private static final PrintStream SILENT =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  private final GateOptions options;
  private final PrintStream out;
  private final Clock clock;
  private final Path trials;
  private final Instant end;
  private @Nullable Neighbour noisyNeighbour;

  Proof(GateOptions options, PrintStream out, Clock clock) {
    this.options = options;
    this.out = out;
    this.clock = clock;
    this.trials = options.reports().resolve("proof.jsonl");
    this.end = clock.instant().plus(Duration.ofMinutes(options.proofMinutes()));
  }

  /** Runs and returns the exit code: 0 if the proof is complete, 3 if it is to be resumed. */
  int run() throws IOException {
    Files.createDirectories(options.reports());
    requireSameBuild(options.proof().orElse(""));
    boolean complete = switch (options.proof().orElse("")) {
      case "aa" -> same(false);
      case "slowdown" -> slowed(false);
      case "noise" -> noise();
      case "mutants" -> mutants();
      case "report" -> true;
      default ->
        throw new GateException(
            Kind.USAGE,
            "gate.proof=" + options.proof().orElse("")
                + ": give aa, slowdown, noise, mutants or report");
    };
    Path report = options.reports().resolve("proof.md");
    List<Trial> all = GateFiles.trials(trials);
    String text = ProofMarkdown.render(
        all, Environment.detect(options.reports(), options.seed(), clock), command(all));
    Files.writeString(report, text);
    out.print(text);
    out.println(
        complete ? "proof: complete: " + report : "proof: time is up; run it again to go on");
    return complete ? 0 : 3;
  }

  /** Trials of several builds say nothing together. */
  private void requireSameBuild(String kind) throws IOException {
    if (kind.equals("report")) {
      return;
    }
    String now = builds().workingTree().name();
    Set<String> before = new LinkedHashSet<>();
    GateFiles.trials(trials).forEach(trial -> before.add(trial.attempt().base()));
    for (String then : before) {
      if (!builds().haveSameCore(then, now)) {
        throw new GateException(
            Kind.USAGE,
            "continue " + trials + ": its trials are of core " + then + ", this is " + now
                + "; move the file away");
      }
    }
  }

  /** What ran all these trials. */
  static String command(List<Trial> trials) {
    List<String> kinds = trials.stream().map(Trial::proof).distinct().toList();
    String gate = "mvn -pl benchmarks -Pgate -Dgate.proof=";
    if (kinds.isEmpty()) {
      return gate + "report";
    }
    return kinds.size() == 1
        ? gate + kinds.get(0)
        : "for kind in " + String.join(" ", kinds) + "; do " + gate + "$kind; done";
  }

  private boolean noise() throws IOException {
    Neighbour noisy = Neighbour.start(Files.createDirectories(options.work()));
    noisyNeighbour = noisy;
    try {
      return same(true) && slowed(true);
    } finally {
      noisy.close();
    }
  }

  private void requireNoise() throws GateException {
    if (noisyNeighbour != null && !noisyNeighbour.isAlive()) {
      throw new GateException(Kind.FAILED, "the neighbour has ended; see its error above");
    }
  }

  private boolean same(boolean neighbour) throws IOException {
    Build build = builds().workingTree();
    Experiment experiment = new Experiment(Trial.Kind.SAME, 0, neighbour);
    for (int i = count(experiment); i < options.proofGates(); i++) {
      if (isTimeUp()) {
        return false;
      }
      run(experiment, "", i, options.profile(), build, build);
    }
    return true;
  }

  /** In turn, so that what there is when the time is up covers all of them. */
  private boolean slowed(boolean neighbour) throws IOException {
    Build build = builds().workingTree();
    List<String> operations = Clocked.operations(Profile.read(options.profile()).cells());
    for (int i = 0; i < options.proofGates(); i++) {
      for (int percent : PERCENTS) {
        Experiment experiment = new Experiment(Trial.Kind.SLOWED, percent, neighbour);
        if (i < count(experiment)) {
          continue;
        }
        if (isTimeUp()) {
          return false;
        }
        String slow = operations.get(i % operations.size());
        run(experiment, slow, i, options.profile(), build, build);
      }
    }
    return true;
  }

  private boolean mutants() throws IOException {
    List<Mutant> all = Mutant.all();
    List<Mutant> chosen =
        all.stream().filter(mutant -> mutant.name().contains(options.mutant())).toList();
    if (chosen.isEmpty()) {
      throw new GateException(
          Kind.USAGE, "gate.mutant=" + options.mutant() + ": in the name of no mutant");
    }
    Build base = builds().workingTree();
    MutantBuilds mutants =
        new MutantBuilds(Path.of("core/src/main/java"), options.work().toAbsolutePath());
    Experiment experiment = new Experiment(Trial.Kind.MUTANT, 0, false);
    Set<String> tried = new HashSet<>();
    GateFiles.trials(trials).stream()
        .filter(experiment::holds)
        .forEach(trial -> tried.add(trial.subject()));
    for (Mutant mutant : chosen) {
      if (tried.contains(mutant.name())) {
        continue;
      }
      if (isTimeUp()) {
        return false;
      }
      int number = all.indexOf(mutant);
      run(experiment, mutant.name(), number, "standard", base, mutants.build(mutant));
    }
    return true;
  }

  private Builds builds() {
    return new Builds(Path.of(""), options.work());
  }

  private boolean isTimeUp() {
    return !clock.instant().isBefore(end);
  }

  /** What is repeated. */
  private record Experiment(Trial.Kind kind, int percent, boolean neighbour) {

    boolean holds(Trial trial) {
      return trial.kind() == kind && trial.percent() == percent && trial.neighbour() == neighbour;
    }
  }

  private int count(Experiment experiment) throws IOException {
    return (int) GateFiles.trials(trials).stream().filter(experiment::holds).count();
  }

  private void run(
      Experiment experiment, String subject, int number, String profile, Build base, Build head)
      throws IOException {
    Instant start = clock.instant();
    Optional<String> slowdown = experiment.kind() == Trial.Kind.SLOWED
        ? Optional.of(experiment.percent() + "%" + subject)
        : Optional.empty();
    GateRun gate = new GateRun(
        Profile.read(profile),
        options.seed() + SEEDS_APART * number,
        GateRun.LOOKS,
        base,
        head,
        slowdown,
        start);
    GateResult result = gate.run(options.work(), List.of(), SILENT, clock);
    requireNoise();
    Trial trial = new Trial(
        experiment.kind(),
        subject,
        experiment.percent(),
        experiment.neighbour(),
        pairs(result),
        Duration.between(start, clock.instant()).toMillis() / MS_PER_S,
        why(result),
        result.attempts().get(0));
    GateFiles.append(trials, trial);
    out.printf(
        Locale.ROOT,
        "proof: %s %s %d %% neighbour %s, %d: %s; %d pairs, %.0f s%n",
        experiment.kind(),
        subject,
        experiment.percent(),
        experiment.neighbour(),
        number,
        GateText.banner(result),
        trial.pairs(),
        trial.seconds());
  }

  private static int pairs(GateResult result) {
    return result.cells().stream()
        .mapToInt(cell -> cell.estimate().pairs())
        .max()
        .orElse(0);
  }

  private static String why(GateResult result) {
    return result.cells().stream()
        .filter(cell -> cell.verdict() == Verdict.REGRESSED)
        .map(cell -> cell.name() + " " + GateText.says(cell))
        .collect(Collectors.joining("; "));
  }
}
