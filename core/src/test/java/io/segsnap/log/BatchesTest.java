package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private final ByteBuffer one = TestRecords.batch(3, "a");
  private final ByteBuffer two = TestRecords.batch(4, "b", "c");
  private final ByteBuffer all = TestRecords.joined(one, two, ByteBuffer.allocate(20));
  private final List<ByteBuffer> released = new ArrayList<>();
  private final Batches batches =
      new Batches(all, one.remaining() + two.remaining(), released::add);

  @Test
  void eachBatchIsSeenOnce() {
    assertTrue(batches.next());
    assertEquals(3, batches.batch().baseOffset());
    assertTrue(batches.next());
    assertEquals(4, batches.batch().baseOffset());
    assertFalse(batches.next());
  }

  @Test
  void theBytesAreThoseOfTheBatchesOnly() {
    assertEquals(one.remaining() + two.remaining(), batches.sizeBytes());
    assertEquals(TestRecords.joined(one, two), batches.bytes());
    assertFalse(batches.isEmpty());
  }

  /** A buffer that is given back twice would be given to two readers. */
  @Test
  void theBufferIsGivenBackOnce() {
    batches.close();
    batches.close();
    assertEquals(1, released.size());
  }

  @Test
  void ofNoBatchesThereIsNothing() {
    Batches none = Batches.none();
    assertTrue(none.isEmpty());
    assertEquals(0, none.sizeBytes());
    assertFalse(none.next());
    none.close();
  }
}
