package io.segsnap.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.format.SimpleRecord;
import io.segsnap.log.Log;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A log, and all that it ever was. What changes it takes turns, so that the instants are known one after the
 * other; who takes snapshots does so at any time.
 */
final class History {

  private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;
  private static final int MOST_BATCHES = 60;
  private static final int TURNS_TO_TRUNCATE = 8;

  /** A batch of records whose values begin with a number that no other batch has. */
  record Batch(long base, int records, long number) {

    long end() {
      return base + records;
    }
  }

  /** The log between two changes. */
  record Instant(long start, long end, List<Batch> batches) {

    /** Offsets and values of what is visible. */
    List<String> values() {
      List<String> values = new ArrayList<>();
      for (Batch batch : batches) {
        for (long offset = Math.max(start, batch.base); offset < batch.end(); offset++) {
          values.add(offset + ": " + value(batch.number, offset));
        }
      }
      return values;
    }
  }

  private final Log log;
  private final List<Instant> instants = new ArrayList<>();
  private long nextNumber;
  private int deleted;
  private int retained;

  History(Log log) {
    this.log = log;
    instants.add(new Instant(log.logStartOffset(), log.logEndOffset(), List.of()));
  }

  private static String value(long number, long offset) {
    return number + "/" + offset + ".".repeat(30);
  }

  /** How many instants there were; what is going on is over when this returns. */
  synchronized int count() {
    return instants.size();
  }

  synchronized List<Instant> between(int first, int end) {
    return List.copyOf(instants.subList(first, end));
  }

  private Instant now() {
    return instants.get(instants.size() - 1);
  }

  private void add(List<Batch> batches) {
    instants.add(new Instant(log.logStartOffset(), log.logEndOffset(), List.copyOf(batches)));
  }

  synchronized void append(Random random) throws IOException {
    Instant now = now();
    if (now.batches.size() >= MOST_BATCHES) {
      return;
    }
    Batch batch = new Batch(now.end, 1 + random.nextInt(4), nextNumber++);
    List<SimpleRecord> records = new ArrayList<>();
    for (long offset = batch.base; offset < batch.end(); offset++) {
      records.add(SimpleRecord.of(FIRST_TIMESTAMP + offset, "key", value(batch.number, offset)));
    }
    assertEquals(batch.base, log.append(records));
    List<Batch> batches = new ArrayList<>(now.batches);
    batches.add(batch);
    add(batches);
  }

  /** Of the last batches some go, more seldom than others come: the log is to become long. */
  synchronized void truncate(Random random) throws IOException {
    if (random.nextInt(TURNS_TO_TRUNCATE) != 0) {
      return;
    }
    Instant now = now();
    long offset = Math.max(now.start, now.end - random.nextInt(12));
    log.truncateTo(offset);
    add(now.batches.stream()
        .filter(batch -> batch.end() <= offset || offset >= now.end)
        .toList());
  }

  /** Once the log is long, its first half goes. */
  synchronized void deleteFirst(Random random) throws IOException {
    Instant now = now();
    if (now.batches.size() < MOST_BATCHES / 2 || random.nextBoolean()) {
      return;
    }
    Batch middle = now.batches.get(now.batches.size() / 2);
    long offset = middle.base + random.nextInt(middle.records);
    log.deleteRecordsBefore(offset);
    deleted++;
    add(now.batches.stream().filter(batch -> batch.end() > offset).toList());
  }

  /** Once the log is long, segments go by its own retention, which ends between two batches. */
  synchronized void retain(Random random) throws IOException {
    Instant now = now();
    if (now.batches.size() < MOST_BATCHES / 2 || random.nextBoolean()) {
      return;
    }
    int segments = log.deleteOldSegments();
    long start = log.logStartOffset();
    boolean isKnown =
        start == now.start || now.batches.stream().anyMatch(batch -> batch.base == start);
    assertTrue(isKnown, () -> "starts at " + start + " of " + now);
    retained += segments;
    add(now.batches.stream().filter(batch -> batch.end() > start).toList());
  }

  /** Whether the front went by an offset, and by the log's own retention. */
  synchronized boolean wasCutBothWays() {
    return deleted > 0 && retained > 0;
  }
}
