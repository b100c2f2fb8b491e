package io.segsnap.benchmarks.gate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A worker that answers with made-up times, and notes in what order it was asked. */
final class FakeLink implements Link {

  /** Starts fake workers. */
  static final class Starter implements Link.Starter {
    final List<String> asked = new ArrayList<>();
    final List<Side> started = new ArrayList<>();
    final Map<String, Double> headFactors = new TreeMap<>();
    final Map<String, Double> headCpuFactors = new TreeMap<>();
    final Map<String, String> headCounts = new TreeMap<>();
    String headHash = "same";
    int failAtPair = Integer.MAX_VALUE;
    Exception failure = new GateException(GateException.Kind.FAILED, "no answer");
    Runnable onStart = () -> {};
    int open;
    private final Random random = new Random(5);

    @Override
    public synchronized Link start(Side side, boolean counting) {
      started.add(side);
      onStart.run();
      open++;
      return new FakeLink(this, side);
    }
  }

  private final Starter starter;
  private final Side side;

  private FakeLink(Starter starter, Side side) {
    this.starter = starter;
    this.side = side;
  }

  @Override
  public String ask(String request) throws IOException {
    synchronized (starter) {
      starter.asked.add(side + " " + request);
      String[] words = request.split(" ", 2);
      return switch (words[0]) {
        case "warm" -> side == Side.HEAD ? starter.headHash : "same";
        case "count" ->
          side == Side.HEAD
              ? starter.headCounts.getOrDefault(words[1], "fsyncs=3 content=c")
              : "fsyncs=3 content=c";
        default -> {
          String operation = words[words.length - 1];
          yield nanos(starter.headFactors, operation) + " "
              + nanos(starter.headCpuFactors, operation);
        }
      };
    }
  }

  private long nanos(Map<String, Double> headFactors, String operation) throws IOException {
    // the first two workers count
    if (starter.started.size() / 2 - 1 > starter.failAtPair) {
      if (starter.failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw (IOException) starter.failure;
    }
    double factor = side == Side.HEAD ? headFactors.getOrDefault(operation, 1.0) : 1;
    return Math.round(1e7 * factor * (1 + 0.01 * starter.random.nextGaussian()));
  }

  @Override
  public void close() {
    starter.open--;
  }
}
