package io.segsnap.format;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A reusable view of one record batch in a big-endian buffer; it copies nothing. Message format 2:
 *
 * <pre>
 *  0 baseOffset i64      | 21 attributes i16         | 51 producerEpoch i16
 *  8 batchLength i32     | 23 lastOffsetDelta i32    | 53 baseSequence i32
 * 12 leaderEpoch i32     | 27 baseTimestamp i64      | 57 recordCount i32
 * 16 magic i8            | 35 maxTimestamp i64       | 61 records
 * 17 crc u32             | 43 producerId i64         |
 * </pre>
 *
 * The CRC-32C covers bytes 21 to the end; base offset, length, leader epoch and magic are outside.
 * Batches of magic 0 and 1 (before Kafka 0.11) are single entries: offset i64, size i32, crc u32
 * (CRC-32 of bytes 16 to the end), magic i8, attributes i8, in magic 1 timestamp i64.
 *
 * <p>Source: {@code DefaultRecordBatch} and {@code LegacyRecord} of Apache Kafka. Not thread safe.
 */
public final class RecordBatch {

  /** Bytes before the fields that {@link #sizeBytes()} counts: base offset and length. */
  public static final int LOG_OVERHEAD = 12;

  /** Size of a magic 2 batch without records. */
  public static final int HEADER_BYTES = 61;

  /** Bytes that every batch of any magic has at least. */
  public static final int MIN_BYTES = LOG_OVERHEAD + 14;

  /** The epoch of a batch that no leader has appended. */
  public static final int NO_LEADER_EPOCH = -1;

  public static final int OFFSET_OF_BATCH_LENGTH = 8;
  public static final int OFFSET_OF_LEADER_EPOCH = 12;
  public static final int OFFSET_OF_MAGIC = 16;
  public static final int OFFSET_OF_CRC = 17;
  public static final int OFFSET_OF_ATTRIBUTES = 21;
  public static final int OFFSET_OF_LAST_OFFSET_DELTA = 23;
  public static final int OFFSET_OF_BASE_TIMESTAMP = 27;
  public static final int OFFSET_OF_MAX_TIMESTAMP = 35;
  public static final int OFFSET_OF_PRODUCER_ID = 43;
  public static final int OFFSET_OF_PRODUCER_EPOCH = 51;
  public static final int OFFSET_OF_BASE_SEQUENCE = 53;
  public static final int OFFSET_OF_RECORD_COUNT = 57;

  public static final long NO_PRODUCER_ID = -1;

  private static final int LEGACY_OFFSET_OF_CRC = 12;
  private static final int LEGACY_OFFSET_OF_CONTENT = 16;
  private static final int LEGACY_OFFSET_OF_ATTRIBUTES = 17;
  private static final int LEGACY_OFFSET_OF_TIMESTAMP = 18;

  private static final int CODEC_MASK = 0x07;
  private static final int LOG_APPEND_TIME_MASK = 0x08;
  private static final int TRANSACTIONAL_MASK = 0x10;
  private static final int CONTROL_MASK = 0x20;
  private static final int DELETE_HORIZON_MASK = 0x40;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private ByteBuffer buffer = NOTHING;
  private int start;

  /** Points this view at the batch that starts at index {@code start} of {@code buffer}. */
  public RecordBatch wrap(ByteBuffer buffer, int start) {
    this.buffer = buffer;
    this.start = start;
    return this;
  }

  /** The buffer this view looks into. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** Index in {@link #buffer()} of the batch's first byte. */
  public int start() {
    return start;
  }

  /** Size of the whole batch, header included; garbage in gives garbage out. */
  public int sizeBytes() {
    return LOG_OVERHEAD + buffer.getInt(start + OFFSET_OF_BATCH_LENGTH);
  }

  public byte magic() {
    return buffer.get(start + OFFSET_OF_MAGIC);
  }

  /** Whether this is a batch of magic 0 or 1, of which only the outer fields are known. */
  public boolean isLegacy() {
    return magic() < 2;
  }

  /** Offset of the first record; for a legacy entry the only offset it has. */
  public long baseOffset() {
    return buffer.getLong(start);
  }

  /** Offset of the last record the batch was written with, kept by compaction. */
  public long lastOffset() {
    return isLegacy() ? baseOffset() : baseOffset() + lastOffsetDelta();
  }

  public int lastOffsetDelta() {
    return isLegacy() ? 0 : buffer.getInt(start + OFFSET_OF_LAST_OFFSET_DELTA);
  }

  /** Offset that the next batch may start at. */
  public long nextOffset() {
    return lastOffset() + 1;
  }

  public int leaderEpoch() {
    return isLegacy() ? NO_LEADER_EPOCH : buffer.getInt(start + OFFSET_OF_LEADER_EPOCH);
  }

  public int attributes() {
    return isLegacy()
        ? buffer.get(start + LEGACY_OFFSET_OF_ATTRIBUTES)
        : buffer.getShort(start + OFFSET_OF_ATTRIBUTES);
  }

  /** The codec of the records. */
  public CompressionCodec codec() {
    return CompressionCodec.of(attributes() & CODEC_MASK);
  }

  /** The codec bits as they stand, 0 to 7. */
  public int codecId() {
    return attributes() & CODEC_MASK;
  }

  public boolean isLogAppendTime() {
    return (attributes() & LOG_APPEND_TIME_MASK) != 0;
  }

  public boolean isTransactional() {
    return !isLegacy() && (attributes() & TRANSACTIONAL_MASK) != 0;
  }

  /** Whether the batch holds a transaction marker, which consumers never see. */
  public boolean isControl() {
    return !isLegacy() && (attributes() & CONTROL_MASK) != 0;
  }

  /** Whether the base timestamp field holds the delete horizon of a compacted batch. */
  public boolean hasDeleteHorizon() {
    return !isLegacy() && (attributes() & DELETE_HORIZON_MASK) != 0;
  }

  /** Milliseconds since the epoch that the records' timestamp deltas count from. */
  public long baseTimestamp() {
    return isLegacy() ? maxTimestamp() : buffer.getLong(start + OFFSET_OF_BASE_TIMESTAMP);
  }

  /** Largest record timestamp in milliseconds since the epoch, -1 where the format has none. */
  public long maxTimestamp() {
    if (magic() == 0) {
      return -1;
    }
    int field = isLegacy() ? LEGACY_OFFSET_OF_TIMESTAMP : OFFSET_OF_MAX_TIMESTAMP;
    return buffer.getLong(start + field);
  }

  public long producerId() {
    return isLegacy() ? NO_PRODUCER_ID : buffer.getLong(start + OFFSET_OF_PRODUCER_ID);
  }

  public short producerEpoch() {
    return isLegacy() ? -1 : buffer.getShort(start + OFFSET_OF_PRODUCER_EPOCH);
  }

  public int baseSequence() {
    return isLegacy() ? -1 : buffer.getInt(start + OFFSET_OF_BASE_SEQUENCE);
  }

  /** Sequence number of the last record, which wraps from 2³¹−1 to 0; -1 without a producer. */
  public int lastSequence() {
    int base = baseSequence();
    return base < 0 ? -1 : (int) ((base + (long) lastOffsetDelta()) % (1L << 31));
  }

  /** Records in the batch, possibly 0 after compaction; -1 for a compressed legacy entry. */
  public int recordCount() {
    if (isLegacy()) {
      return codecId() == 0 ? 1 : -1;
    }
    return buffer.getInt(start + OFFSET_OF_RECORD_COUNT);
  }

  /** The checksum as stored. */
  public int storedCrc() {
    return buffer.getInt(start + (isLegacy() ? LEGACY_OFFSET_OF_CRC : OFFSET_OF_CRC));
  }

  /** The checksum of the bytes as they are; the whole batch must be in the buffer. */
  public int computedCrc() {
    var crc = isLegacy() ? new CRC32() : new CRC32C();
    int from = contentStart();
    int position = buffer.position();
    int limit = buffer.limit();
    buffer.limit(start + sizeBytes()).position(start + from);
    crc.update(buffer);
    buffer.limit(limit).position(position);
    return (int) crc.getValue();
  }

  /** Distance from the batch's start to the first byte that the checksum covers. */
  public int contentStart() {
    return isLegacy() ? LEGACY_OFFSET_OF_CONTENT : OFFSET_OF_ATTRIBUTES;
  }
}
