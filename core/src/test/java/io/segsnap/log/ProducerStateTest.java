package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.format.AbortedTransaction;
import io.segsnap.format.Producer;
import io.segsnap.format.ProducerSnapshot;
import io.segsnap.format.RecordBatch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProducerStateTest {

  private final ProducerState state = new ProducerState();

  private Optional<AbortedTransaction> add(long offset, ByteBuffer batch) {
    return state.add(new RecordBatch().wrap(batch.putLong(0, offset), 0));
  }

  private List<Long> producers() {
    return ProducerSnapshot.parse(ByteBuffer.wrap(state.snapshot())).orElseThrow().stream()
        .map(Producer::producerId)
        .toList();
  }

  /** Compaction keeps such a batch for the sake of its producer. */
  @Test
  void aBatchWithoutRecordsTellsOfItsProducer() {
    add(0, TestRecords.empty(0, 4, 7));
    assertEquals(List.of(7L), producers());
  }

  @Test
  void aBatchOfNoProducerTellsOfNone() {
    add(0, TestRecords.batch(0, "a"));
    assertEquals(List.of(), producers());
  }

  @Test
  void aTransactionMayBeginAtOffsetZero() {
    add(0, TestRecords.transactional(7, 0, 0, "a"));
    assertEquals(Optional.of(new AbortedTransaction(7, 0, 1, 2)), add(1, TestRecords.abort(7, 0)));
  }

  @Test
  void theLastStableOffsetIsTheFirstOfAnyTransactionThatIsOpen() {
    add(0, TestRecords.transactional(7, 0, 0, "a"));
    add(1, TestRecords.transactional(8, 0, 0, "b"));
    assertEquals(Optional.of(new AbortedTransaction(8, 1, 2, 0)), add(2, TestRecords.abort(8, 0)));
  }

  @Test
  void anAbortWithoutATransactionAbortsNothing() {
    assertEquals(Optional.empty(), add(0, TestRecords.abort(7, 0)));
  }

  @Test
  void aCommitAbortsNothing() {
    add(0, TestRecords.transactional(7, 0, 0, "a"));
    assertEquals(Optional.empty(), add(1, TestRecords.commit(7, 0)));
  }
}
