package io.segsnap.format;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A transaction marker: the one record of a control batch, with key (version i16, type i16) and
 * value (version i16, coordinator epoch i32). Source: {@code EndTransactionMarker} of Apache Kafka.
 *
 * @param aborted true for an ABORT marker, false for COMMIT
 * @param coordinatorEpoch epoch of the coordinator that wrote it
 */
public record ControlRecord(boolean aborted, int coordinatorEpoch) {

  private static final short ABORT = 0;
  private static final short COMMIT = 1;

  /**
   * Reads the marker of a control batch that lies in its buffer as a whole.
   *
   * @return empty where the cleaner removed the record, or for a control record that is no transaction
   *     marker
   */
  public static Optional<ControlRecord> of(RecordBatch batch) {
    int end = batch.start() + batch.sizeBytes();
    if (batch.recordCount() == 0 || end > batch.buffer().capacity()) {
      return Optional.empty();
    }
    ByteBuffer in = batch.buffer().duplicate().clear().limit(end);
    try {
      return read(in.position(batch.start() + RecordBatch.HEADER_BYTES));
    } catch (BufferUnderflowException | MalformedRecordException e) {
      return Optional.empty();
    }
  }

  private static Optional<ControlRecord> read(ByteBuffer in) {
    Varint.readInt(in);
    in.get();
    Varint.readLong(in);
    Varint.readInt(in);
    int keyBytes = Varint.readInt(in);
    if (keyBytes != 4) {
      return Optional.empty();
    }
    in.getShort();
    short type = in.getShort();
    int valueBytes = Varint.readInt(in);
    if ((type != ABORT && type != COMMIT) || valueBytes < 6) {
      return Optional.empty();
    }
    in.getShort();
    return Optional.of(new ControlRecord(type == ABORT, in.getInt()));
  }
}
