package io.segsnap.generate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Keys and values by number: the key is the number, the first half of the value is random, the other
 * the same text over and over, so that about half of it can be compressed away.
 */
final class Payload {

  private static final byte[] TEXT =
      "all work and no play makes jack a dull boy. ".getBytes(US_ASCII);

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final ByteBuffer key = ByteBuffer.allocateDirect(GeneratorOptions.KEY_BYTES);
  private final ByteBuffer value;
  private final int randomBytes;
  private long state;

  Payload(int recordBytes, long seed) {
    int valueBytes = recordBytes - GeneratorOptions.KEY_BYTES;
    this.value = ByteBuffer.allocateDirect(valueBytes);
    this.randomBytes = valueBytes / 2;
    this.state = seed;
    for (int i = randomBytes; i < valueBytes; i++) {
      value.put(i, TEXT[(i - randomBytes) % TEXT.length]);
    }
  }

  /** Moves to the record of this number. */
  void next(long number) {
    key.putLong(0, number);
    int at = 0;
    for (; at + Long.BYTES <= randomBytes; at += Long.BYTES) {
      value.putLong(at, random());
    }
    long rest = random();
    for (; at < randomBytes; at++) {
      value.put(at, (byte) rest);
      rest >>>= Byte.SIZE;
    }
  }

  /** SplitMix64, spelled out so that no library's change of algorithm changes the log. */
  private long random() {
    state += GOLDEN_GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  ByteBuffer key() {
    return key;
  }

  ByteBuffer value() {
    return value;
  }
}
