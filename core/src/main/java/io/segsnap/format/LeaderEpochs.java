package io.segsnap.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which leader epoch starts at which offset: the content of {@code leader-epoch-checkpoint}, {@code
 * 0\n<n>\n} and n lines {@code <epoch> <startOffset>}. Source: {@code LeaderEpochFileCache} of
 * Apache Kafka. Not thread safe.
 */
public final class LeaderEpochs {

  private final TreeMap<Integer, Long> startOffsets = new TreeMap<>();

  /** Reads the file's content; empty where it is no such file. */
  public static Optional<LeaderEpochs> parse(String text) {
    return CheckpointText.lines(text)
        .filter(lines -> lines.stream().allMatch(LeaderEpochs::isEntry))
        .map(LeaderEpochs::of);
  }

  private static boolean isEntry(String[] fields) {
    return fields.length == 2
        && fields[0].matches("\\d{1,10}")
        && Long.parseLong(fields[0]) <= Integer.MAX_VALUE;
  }

  private static LeaderEpochs of(List<String[]> lines) {
    LeaderEpochs epochs = new LeaderEpochs();
    for (String[] fields : lines) {
      epochs.startOffsets.put(Integer.parseInt(fields[0]), Long.parseLong(fields[1]));
    }
    return epochs;
  }

  /** Notes that {@code epoch} wrote {@code offset}; true if this starts a new epoch. */
  public boolean observe(int epoch, long offset) {
    if (epoch < 0 || (!startOffsets.isEmpty() && epoch <= startOffsets.lastKey())) {
      return false;
    }
    startOffsets.put(epoch, offset);
    return true;
  }

  /** Forgets epochs that start at {@code endOffset} or later; true if there were any. */
  public boolean truncateFromEnd(long endOffset) {
    return startOffsets.values().removeIf(start -> start >= endOffset);
  }

  /** Moves the epoch in force at {@code startOffset} there and forgets those before it. */
  public boolean truncateFromStart(long startOffset) {
    int inForce = -1;
    long itsStart = startOffset;
    for (Map.Entry<Integer, Long> entry : startOffsets.entrySet()) {
      if (entry.getValue() <= startOffset) {
        inForce = entry.getKey();
        itsStart = entry.getValue();
      }
    }
    boolean changed = startOffsets.headMap(inForce, false).size() > 0;
    startOffsets.headMap(inForce, false).clear();
    if (itsStart < startOffset) {
      startOffsets.put(inForce, startOffset);
      changed = true;
    }
    return changed;
  }

  /** The epochs by their start offsets. */
  public NavigableMap<Long, Integer> byStartOffset() {
    NavigableMap<Long, Integer> epochs = new TreeMap<>();
    startOffsets.forEach((epoch, start) -> epochs.put(start, epoch));
    return epochs;
  }

  /** The latest epoch, or -1 for none. */
  public int latest() {
    return startOffsets.isEmpty() ? -1 : startOffsets.lastKey();
  }

  /** The file's content. */
  public byte[] toBytes() {
    StringBuilder text = new StringBuilder("0\n").append(startOffsets.size()).append('\n');
    startOffsets.forEach(
        (epoch, start) -> text.append(epoch).append(' ').append(start).append('\n'));
    return text.toString().getBytes(US_ASCII);
  }
}
