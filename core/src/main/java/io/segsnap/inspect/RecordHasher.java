package io.segsnap.inspect;

import io.segsnap.format.RecordCursor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Feeds records to SHA-256 in the form that {@link LogDigest} defines; no garbage per record. */
final class RecordHasher implements RecordCursor.HeaderVisitor {

  private static final int FIXED_BYTES = 20;

  private final MessageDigest sha256;
  private final ByteBuffer fixed = ByteBuffer.allocate(FIXED_BYTES);
  private ByteBuffer source = fixed;
  private long payloadBytes;

  RecordHasher() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void add(RecordCursor record) {
    source = record.buffer();
    fixed.putLong(0, record.offset()).putLong(8, record.timestamp());
    fixed.putInt(16, record.keySize());
    sha256.update(fixed.array(), 0, FIXED_BYTES);
    range(record.keyStart(), record.keySize());
    number(record.valueSize());
    range(record.valueStart(), record.valueSize());
    number(record.headerCount());
    record.forEachHeader(this);
  }

  @Override
  public void header(int keyStart, int keySize, int valueStart, int valueSize) {
    number(keySize);
    range(keyStart, keySize);
    number(valueSize);
    range(valueStart, valueSize);
  }

  private void number(int value) {
    fixed.putInt(0, value);
    sha256.update(fixed.array(), 0, Integer.BYTES);
  }

  private void range(int start, int size) {
    if (size == -1) {
      return;
    }
    payloadBytes += size;
    if (source.hasArray()) {
      sha256.update(source.array(), source.arrayOffset() + start, size);
      return;
    }
    int position = source.position();
    int limit = source.limit();
    source.limit(start + size).position(start);
    sha256.update(source);
    source.limit(limit).position(position);
  }

  long payloadBytes() {
    return payloadBytes;
  }

  String finish() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
