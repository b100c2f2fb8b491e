package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallFileFormatsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0\n",
        "1\n0\n",
        "0\nx\n",
        "0\n1",
        "0\n1\n",
        "0\n3\n5 7\n",
        "0\n1\n5\n",
        "0\n1\n5 x\n",
        "0\n1\n5 x 7\n",
        "0\n1\n-1 7\n",
        "0\n1\n2147483648 7\n",
        "0\n1\n5 9223372036854775808\n",
        "0\n-1\n"
      })
  void aMalformedEpochCheckpointCountsAsNone(String text) {
    assertTrue(LeaderEpochs.parse(text).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0\n0\n", "0\n1\n0 0\n", "0\n2\n7 0\n2147483647 9223372036854775807\n"})
  void anEpochCheckpointComesBackAsItWas(String text) {
    assertArrayEquals(
        text.getBytes(StandardCharsets.US_ASCII),
        LeaderEpochs.parse(text).orElseThrow().toBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0\n0", "0\n1\n5 7"})
  void anEpochCheckpointMayLackItsLastLineBreak(String text) {
    assertArrayEquals(
        (text + "\n").getBytes(StandardCharsets.US_ASCII),
        LeaderEpochs.parse(text).orElseThrow().toBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "topic-0, 5",
    "topic-1, 6",
    "other-topic-0, 7",
    "t-3, 8",
    "topic-2, -1",
    "topic, -1",
    "-4, -1"
  })
  void anOffsetCheckpointIsReadByTopicAndPartition(String directory, long expected) {
    String text = "0\n5\ntopic 0 5\ntopic 1 6\nother-topic 0 7\nt 3 8\n 4 9\n";
    assertEquals(expected, OffsetCheckpoint.offsetOf(text, directory).orElse(-1));
  }

  @Test
  void aMalformedOffsetCheckpointGivesNothing() {
    assertEquals(OptionalLong.empty(), OffsetCheckpoint.offsetOf("0\n1\ntopic 0 x\n", "topic-0"));
  }

  @Test
  void aFlippedBitInAProducerSnapshotIsNoticedWhereverItIs() {
    byte[] good = ProducerSnapshot.toBytes(List.of(Producer.unknown(7), Producer.unknown(9)));
    assertTrue(ProducerSnapshot.parse(ByteBuffer.wrap(good)).isPresent());
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(Optional.empty(), ProducerSnapshot.parse(ByteBuffer.wrap(bad)), "bit " + bit);
    }
  }

  @Test
  void aTornProducerSnapshotIsNoticedWhereverItEnds() {
    byte[] good = ProducerSnapshot.toBytes(List.of(Producer.unknown(7), Producer.unknown(9)));
    for (int length = 0; length < good.length; length++) {
      assertTrue(ProducerSnapshot.parse(ByteBuffer.wrap(good, 0, length)).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000.log", "000000000000000000000.log", "0000000000000000000a.log",
        "09223372036854775808.log", "00000000000000000000.log.deleted", "-0000000000000000001.log",
        "00000000000000000000.LOG"
      })
  void aNameThatIsNoSegmentIsNone(String name) {
    assertFalse(FileKind.LOG.matches(name));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, 1L << 40, Long.MAX_VALUE})
  void aSegmentNameComesBackAsItsOffset(long offset) {
    String name = FileKind.LOG.nameOf(offset);
    assertTrue(FileKind.LOG.matches(name));
    assertEquals(offset, FileKind.offsetOf(name));
  }

  @ParameterizedTest
  @CsvSource({"'', -1", "0000000000000000042, -1", "00000000000000000042, 42"})
  void anOffsetIsTheFirstTwentyDigitsOfAName(String name, long expected) {
    assertEquals(expected, FileKind.offsetOf(name));
  }

  @Test
  void aTransactionIndexComesBackAsItWas() {
    AbortedTransaction ofOneOffset = new AbortedTransaction(1, 5, 5, 6);
    AbortedTransaction next = new AbortedTransaction(2, 3, 9, 4);
    TransactionIndex index = new TransactionIndex();
    index.append(ofOneOffset);
    index.append(next);
    TransactionIndex loaded = new TransactionIndex();
    assertTrue(loaded.load(index.content(2)));
    assertEquals(ofOneOffset, loaded.get(0));
    assertEquals(next, loaded.get(1));
  }

  @Test
  void aTransactionIndexThatIsNoneIsRefused() {
    assertFalse(new TransactionIndex().load(ByteBuffer.allocate(33)));
    assertFalse(new TransactionIndex().load(ByteBuffer.allocate(34).putShort(0, (short) 9)));
    assertFalse(new TransactionIndex().load(ByteBuffer.allocate(68)));
  }
}
