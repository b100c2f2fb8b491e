package io.segsnap.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The content of a {@code .snapshot} file, the producers of a log as of the offset in its name:
 *
 * <pre>
 * version i16 = 1 | crc u32 (CRC-32C of what follows) | count i32 | 46 bytes for each producer
 * </pre>
 *
 * Kafka writes it in place, so a crash may tear it; then the checksum tells. Source: {@code
 * ProducerStateManager} of Apache Kafka.
 */
public final class ProducerSnapshot {

  private static final short VERSION = 1;
  private static final int HEADER_BYTES = 10;
  private static final int CRC_START = 6;
  private static final int ENTRY_BYTES = 46;

  private ProducerSnapshot() {}

  /** The producers in a file's content; empty where it is torn or of another version. */
  public static Optional<List<Producer>> parse(ByteBuffer content) {
    if (content.remaining() < HEADER_BYTES) {
      return Optional.empty();
    }
    ByteBuffer in = content.slice();
    short version = in.getShort();
    int crc = in.getInt();
    int count = in.getInt();
    if (version != VERSION || in.remaining() != (long) count * ENTRY_BYTES || crc != crcOf(in)) {
      return Optional.empty();
    }
    List<Producer> producers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      producers.add(new Producer(
          in.getLong(),
          in.getShort(),
          in.getInt(),
          in.getLong(),
          in.getInt(),
          in.getLong(),
          in.getInt(),
          in.getLong()));
    }
    return Optional.of(producers);
  }

  /** The file's content for these producers. */
  public static byte[] toBytes(Collection<Producer> producers) {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + producers.size() * ENTRY_BYTES);
    out.putShort(VERSION).putInt(0).putInt(producers.size());
    for (Producer producer : producers) {
      out.putLong(producer.producerId())
          .putShort(producer.epoch())
          .putInt(producer.lastSequence())
          .putLong(producer.lastOffset())
          .putInt(producer.offsetDelta())
          .putLong(producer.timestamp())
          .putInt(producer.coordinatorEpoch())
          .putLong(producer.currentTxnFirstOffset());
    }
    out.putInt(2, crcOf(out));
    return out.array();
  }

  private static int crcOf(ByteBuffer file) {
    CRC32C crc = new CRC32C();
    crc.update(file.duplicate().clear().position(CRC_START));
    return (int) crc.getValue();
  }
}
