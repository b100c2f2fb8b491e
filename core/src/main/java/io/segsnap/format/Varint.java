package io.segsnap.format;

import java.nio.ByteBuffer;

/** Zig-zag LEB128 integers, as the records of magic 2 use them. */
final class Varint {

  private Varint() {}

  static int readInt(ByteBuffer in) {
    long value = readLong(in);
    if (value != (int) value) {
      throw new MalformedRecordException("varint of more than 32 bits");
    }
    return (int) value;
  }

  static long readLong(ByteBuffer in) {
    long raw = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte b = in.get();
      raw |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new MalformedRecordException("varint of more than 10 bytes");
  }

  static void write(ByteBuffer out, long value) {
    long raw = (value << 1) ^ (value >> 63);
    while ((raw & ~0x7FL) != 0) {
      out.put((byte) (raw | 0x80));
      raw >>>= 7;
    }
    out.put((byte) raw);
  }

  static int size(long value) {
    long raw = (value << 1) ^ (value >> 63);
    return (70 - Long.numberOfLeadingZeros(raw | 1)) / 7;
  }
}
