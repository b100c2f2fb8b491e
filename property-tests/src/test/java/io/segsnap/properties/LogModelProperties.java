package io.segsnap.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.format.Codecs;
import io.segsnap.format.RecordCursor;
import io.segsnap.format.SimpleRecord;
import io.segsnap.log.Batches;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A log against a list: whatever is done to both, the same records are in both. */
class LogModelProperties {

  private static final LogOptions SMALL_SEGMENTS = LogOptions.defaults()
      .withSegmentBytes(1_500)
      .withIndexIntervalBytes(200)
      .withSyncOnRoll(false);

  /** One thing done to a log; {@code amount} is how much of it, from 0 to 1. */
  record Step(Kind kind, double amount) {
    enum Kind {
      APPEND,
      ROLL,
      FLUSH,
      TRUNCATE,
      DELETE_BEFORE,
      REOPEN
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Step.Kind> kinds = Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.just(Step.Kind.APPEND)),
        Tuple.of(4, Arbitraries.of(Step.Kind.class)));
    return Combinators.combine(kinds, Arbitraries.doubles().between(0, 1))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Property
  void aLogHoldsWhatAListWouldHold(@ForAll("histories") List<Step> history) throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Model model = new Model(folder.path().resolve("log-0"));
      for (Step step : history) {
        model.apply(step);
        model.check();
      }
      model.log.close();
    }
  }

  /** Values are their own offsets, so that a list of longs is the whole model. */
  private static final class Model {

    private final Path directory;
    private Log log;
    private final List<Long> batchEnds = new ArrayList<>();
    private long start;
    private long end;

    Model(Path directory) throws IOException {
      this.directory = directory;
      this.log = Log.open(directory, SMALL_SEGMENTS);
    }

    void apply(Step step) throws IOException {
      switch (step.kind()) {
        case APPEND -> append(1 + (int) (step.amount() * 5));
        case ROLL -> log.roll();
        case FLUSH -> log.flush();
        case TRUNCATE -> truncate(start + (long) (step.amount() * (end - start)));
        case DELETE_BEFORE -> deleteBefore(start + (long) (step.amount() * (end - start)));
        case REOPEN -> reopen();
      }
    }

    private void append(int count) throws IOException {
      List<SimpleRecord> records = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        records.add(SimpleRecord.of(1_000 + end + i, null, Long.toString(end + i)));
      }
      assertEquals(end, log.append(records));
      end += count;
      batchEnds.add(end);
    }

    private void truncate(long offset) throws IOException {
      log.truncateTo(offset);
      if (offset < end) {
        batchEnds.removeIf(batchEnd -> batchEnd > offset);
        end = batchEnds.isEmpty() ? firstBase() : batchEnds.get(batchEnds.size() - 1);
        end = Math.max(end, start);
      }
    }

    private long firstBase() {
      return log.segments().get(0).baseOffset();
    }

    private void deleteBefore(long offset) throws IOException {
      log.deleteRecordsBefore(offset);
      start = Math.max(start, offset);
    }

    private void reopen() throws IOException {
      log.close();
      log = Log.open(directory, SMALL_SEGMENTS);
      assertTrue(log.recovery().clean());
    }

    void check() throws IOException {
      assertEquals(end, log.logEndOffset());
      assertEquals(start, log.logStartOffset());
      RecordCursor cursor = new RecordCursor(Codecs.kafka());
      long expected = start;
      long next = start;
      while (next < end) {
        try (Batches batches = log.read(next, 700)) {
          while (batches.next()) {
            cursor.open(batches.batch());
            while (cursor.next()) {
              if (cursor.offset() >= start) {
                assertEquals(expected, cursor.offset());
                assertEquals(Long.toString(expected), Texts.value(cursor));
                expected++;
              }
            }
            next = batches.batch().nextOffset();
          }
        }
      }
      assertEquals(end, expected);
    }
  }
}
