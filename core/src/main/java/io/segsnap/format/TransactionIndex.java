package io.segsnap.format;

import java.nio.ByteBuffer;

/**
 * The aborted transactions whose markers lie in one segment: entries of version i16 (0), producer
 * id, first offset, last offset (of the abort marker) and last stable offset, i64 each.
 *
 * <p>Source: {@code TransactionIndex} and {@code AbortedTxn} of Apache Kafka. One appender, many
 * readers.
 */
public final class TransactionIndex extends EntryBuffer {

  public static final int ENTRY_BYTES = 34;

  private static final short VERSION = 0;

  public TransactionIndex() {
    super(ENTRY_BYTES);
  }

  public void append(AbortedTransaction txn) {
    ByteBuffer buffer = room();
    int at = at(count());
    buffer
        .putShort(at, VERSION)
        .putLong(at + 2, txn.producerId())
        .putLong(at + 10, txn.firstOffset())
        .putLong(at + 18, txn.lastOffset())
        .putLong(at + 26, txn.lastStableOffset());
    publish();
  }

  public AbortedTransaction get(int entry) {
    ByteBuffer buffer = buffer();
    int at = at(entry);
    return new AbortedTransaction(
        buffer.getLong(at + 2),
        buffer.getLong(at + 10),
        buffer.getLong(at + 18),
        buffer.getLong(at + 26));
  }

  /** Takes over the entries of a file; false where its length, version or order is wrong. */
  public boolean load(ByteBuffer file) {
    if (file.remaining() % ENTRY_BYTES != 0) {
      return false;
    }
    long previous = -1;
    while (file.hasRemaining()) {
      short version = file.getShort();
      var txn =
          new AbortedTransaction(file.getLong(), file.getLong(), file.getLong(), file.getLong());
      if (version != VERSION
          || txn.lastOffset() <= previous
          || txn.firstOffset() > txn.lastOffset()) {
        return false;
      }
      append(txn);
      previous = txn.lastOffset();
    }
    return true;
  }
}
