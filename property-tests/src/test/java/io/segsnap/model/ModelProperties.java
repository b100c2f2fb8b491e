package io.segsnap.model;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.crash.Scratch;
import io.segsnap.model.World.Event;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.Statistics;
import org.apache.kafka.common.record.internal.CompressionType;

/** Whatever is done to a log and its snapshots, in whatever order, they are what the model says. */
class ModelProperties {

  private static final int LENGTH = 25;
  private static final int SHARE = 5;

  /** With fewer chains a share says little. */
  private static final int ENOUGH = 300;

  private final Map<String, Integer> chainsWith = new TreeMap<>();
  private int chains;
  private Scratch scratch;

  @Property
  void whateverIsDoneLogAndSnapshotsAreWhatTheModelSays(@ForAll("chains") ActionChain<World> chain)
      throws IOException {
    World world = chain
        .withInvariant("log and snapshots are as modelled", calling(World::check))
        .run();
    world.checkAtTheEnd();
    chains++;
    for (Event event : Event.values()) {
      count(event.toString(), world.events().contains(event));
    }
    for (CopyStrategy strategy : CopyStrategy.values()) {
      count("created by " + strategy, world.strategies().contains(strategy));
    }
  }

  private void count(String label, boolean happened) {
    chainsWith.merge(label, happened ? 1 : 0, Integer::sum);
    Statistics.label(label).collect(happened);
    if (Integer.getInteger("segsnap.tries", 0) >= ENOUGH) {
      Statistics.label(label)
          .coverage(checker -> checker.check(true).percentage(share -> share >= SHARE));
    }
  }

  @AfterProperty
  void noteCoverage() {
    chainsWith.forEach((what, count) -> Proof.add(Section.COVERAGE, what, count, chains));
  }

  @AfterTry
  void removeFiles() throws IOException {
    if (scratch != null) {
      scratch.close();
    }
  }

  private World start() {
    try {
      scratch = new Scratch();
      return new World(scratch.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run(World world) throws IOException;
  }

  private static java.util.function.Consumer<World> calling(Step step) {
    return world -> {
      try {
        step.run(world);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static Transformer<World> step(String name, Step step) {
    return Transformer.mutate(name, calling(step));
  }

  private static Action.Independent<World> always(String name, Step step) {
    return Action.just(step(name, step));
  }

  private static Action.Independent<World> any(Arbitrary<Transformer<World>> steps) {
    return () -> steps;
  }

  private static Arbitrary<Double> parts() {
    return Arbitraries.integers().between(0, 100).map(percent -> percent / 100.0);
  }

  private static Arbitrary<Integer> numbers(int max) {
    return Arbitraries.integers().between(0, max);
  }

  @Provide
  Arbitrary<ActionChain<World>> chains() {
    return ActionChain.startWith(this::start)
        .withAction(12, any(appends()))
        .withAction(1, always("flush", World::flush))
        .withAction(2, always("roll", World::roll))
        .withAction(2, any(parts().map(at -> step("truncate " + at, w -> w.truncate(at)))))
        .withAction(1, any(parts().map(at -> step("delete to " + at, w -> w.deleteRecords(at)))))
        .withAction(
            1, any(numbers(4_000).map(size -> step("retain " + size, w -> w.retainSegments(size)))))
        .withAction(1, always("reopen", World::reopen))
        .withAction(1, always("kill", World::kill))
        .withAction(
            2,
            any(Arbitraries.integers()
                .between(-180, 600)
                .map(m -> step("clock " + m + " min", w -> w.moveClock(m)))))
        .withAction(6, any(creates()))
        .withAction(4, any(restores()))
        .withAction(1, any(numbers(9).map(n -> step("delete " + n, w -> w.delete(n)))))
        .withAction(
            3,
            any(Combinators.combine(numbers(4), numbers(12))
                .as((max, age) -> step("clean up " + max + " " + age, w -> w.cleanup(max, age)))))
        .withAction(
            1,
            any(Combinators.combine(numbers(9), numbers(5_000))
                .as((n, at) -> step("corrupt " + n + " at " + at, w -> w.corrupt(n, at)))))
        .withMaxTransformations(LENGTH);
  }

  private static Arbitrary<Transformer<World>> appends() {
    Arbitrary<Producers.Content> contents = Combinators.combine(
            Arbitraries.integers().between(1, 6),
            Arbitraries.of(CompressionType.class),
            numbers(1_000))
        .as(Producers.Content::new);
    return Combinators.combine(Arbitraries.of(Producers.Kind.class), contents)
        .as((kind, content) ->
            step("append " + kind + " " + content, world -> world.append(kind, content)));
  }

  private static Arbitrary<Transformer<World>> creates() {
    return Combinators.combine(
            Arbitraries.of(CopyStrategy.class),
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(true, false, false),
            Arbitraries.of(true, true, false),
            Arbitraries.of("", "", "keep"))
        .as((strategy, threads, due, open, tag) -> step(
            "create by " + strategy + ", " + threads + " threads" + (due ? ", if due" : ""),
            world -> world.create(strategy, threads, due, open, tag)));
  }

  private static Arbitrary<Transformer<World>> restores() {
    Arbitrary<Transformer<World>> whole = Combinators.combine(
            numbers(9), Arbitraries.integers().between(1, 4))
        .as((n, threads) -> step("restore " + n, world -> world.restore(n, threads)));
    Arbitrary<Transformer<World>> offsets = Combinators.combine(numbers(9), parts(), parts())
        .as((n, from, to) -> step(
            "restore " + n + " from " + from + " to " + to,
            world -> world.restoreOffsets(n, from, to)));
    Arbitrary<Transformer<World>> segments = Combinators.combine(numbers(9), numbers(9), numbers(9))
        .as((n, first, count) -> step(
            "restore " + n + " by segments, " + (count + 1) + " from " + first,
            world -> world.restoreSegments(n, first, count + 1)));
    Arbitrary<Transformer<World>> times = Combinators.combine(numbers(9), numbers(100_000))
        .as((n, ms) -> step(
            "restore " + n + " to " + ms + " ms",
            world -> world.restoreTime(n, 1_700_000_000_000L + ms)));
    Arbitrary<Transformer<World>> differences = Combinators.combine(numbers(9), parts(), numbers(8))
        .as((n, kept, more) -> step(
            "restore " + n + " onto " + kept + " and " + more + " more",
            world -> world.restoreDifferences(n, kept, more)));
    return Arbitraries.oneOf(whole, segments, offsets, times, differences);
  }
}
