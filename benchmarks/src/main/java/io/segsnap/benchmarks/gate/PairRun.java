package io.segsnap.benchmarks.gate;

import io.segsnap.benchmarks.gate.Answers.Time;
import io.segsnap.reports.gate.BlockResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * One pair: two new worker JVMs, base's and head's, that live as long as the pair.
 *
 * <p>Even pairs start base's first and odd ones head's, so neither build always has the place that
 * comes first. Both warm up at the same time. Then the blocks follow, round after round over the
 * cells, so that blocks of one cell lie apart in time; within a block only one worker works. The
 * build that leads a cell's first block is drawn, and the lead alternates from there on.
 */
final class PairRun {

  private final int number;
  private final Profile profile;
  private final List<String> cells;
  private final List<String> operations;
  private final BySide<Link> links;
  private final SplittableRandom random;
  private int order;

  private PairRun(
      int number, Profile profile, List<String> cells, long seed, int order, BySide<Link> links) {
    this.number = number;
    this.profile = profile;
    this.cells = cells;
    this.operations = Clocked.operations(cells);
    this.random =
        new SplittableRandom(seed + number); // a Random draws the same for neighbouring seeds
    this.order = order;
    this.links = links;
  }

  /**
   * What a pair gave.
   *
   * @param blocks by cell; two cells of one operation share their runs, and so the blocks' places
   * @param wrong operations of which head made other content than base
   * @param order place in the gate's run order of the block that comes next
   */
  record Result(CellMap<List<BlockResult>> blocks, List<String> wrong, int order) {}

  /**
   * Runs a pair.
   *
   * @param number of the pair, from 0
   * @param order place of its first block in the gate's run order
   */
  static Result run(
      int number, Profile profile, List<String> cells, long seed, int order, Link.Starter starter)
      throws IOException {
    Side first = headFirst(number) ? Side.HEAD : Side.BASE;
    try (Link one = starter.start(first, false);
        Link other = starter.start(first.other(), false)) {
      BySide<Link> links = first == Side.BASE ? new BySide<>(one, other) : new BySide<>(other, one);
      PairRun run = new PairRun(number, profile, cells, seed, order, links);
      List<String> wrong = run.warmUp();
      CellMap<List<BlockResult>> blocks = run.blocks();
      return new Result(blocks, wrong, run.order);
    }
  }

  private static boolean headFirst(int number) {
    return number % 2 == 1;
  }

  private List<String> warmUp() throws IOException {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Future<List<String>> base = both.submit(() -> warmUp(links.base()));
      Future<List<String>> head = both.submit(() -> warmUp(links.head()));
      List<String> baseHashes = base.get();
      List<String> headHashes = head.get();
      return IntStream.range(0, operations.size())
          .filter(i -> !baseHashes.get(i).equals(headHashes.get(i)))
          .mapToObj(operations::get)
          .toList();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("warm up: interrupted");
    } finally {
      both.shutdownNow();
    }
  }

  private List<String> warmUp(Link link) throws IOException {
    List<String> hashes = new ArrayList<>();
    for (String operation : operations) {
      hashes.add(link.ask("warm " + profile.warmUps() + " " + operation));
    }
    link.ask("warm " + profile.warmUps() + " reference");
    return hashes;
  }

  private CellMap<List<BlockResult>> blocks() throws IOException {
    CellMap<List<BlockResult>> blocks = CellMap.of(cells, cell -> new ArrayList<>());
    CellMap<Side> leads =
        CellMap.of(operations, operation -> random.nextBoolean() ? Side.BASE : Side.HEAD);
    for (int round = 0; round < profile.blocks(); round++) {
      for (String operation : operations) {
        block(operation, leads.get(operation), blocks);
        leads.put(operation, leads.get(operation).other());
      }
    }
    return blocks;
  }

  /** Runs a block and adds it to the cells of the operation. */
  private void block(String operation, Side lead, CellMap<List<BlockResult>> blocks)
      throws IOException {
    BySide<List<Time>> references = new BySide<>(new ArrayList<>(), new ArrayList<>());
    BySide<List<Time>> times = new BySide<>(new ArrayList<>(), new ArrayList<>());
    for (Side side : List.of(lead, lead.other())) {
      measure(side, "reference", references);
    }
    for (Side side : List.of(lead, lead.other(), lead.other(), lead)) {
      measure(side, "time " + operation, times);
    }
    for (String cell : cells) {
      if (Clocked.operation(cell).equals(operation)) {
        Clocked clocked = Clocked.of(cell);
        blocks
            .get(cell)
            .add(new BlockResult(
                order,
                number,
                lead == Side.BASE ? "ABBA" : "BAAB",
                headFirst(number),
                times.base().stream().map(clocked::ns).toList(),
                times.head().stream().map(clocked::ns).toList(),
                references.base().get(0).ns(),
                references.head().get(0).ns()));
      }
    }
    order++;
  }

  private void measure(Side side, String request, BySide<List<Time>> times) throws IOException {
    String answer = links.of(side).ask(request);
    times.of(side).add(Answers.time(side.toString(), answer));
  }
}
