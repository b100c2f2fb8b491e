package io.segsnap.io;

/**
 * Joins the CRC-32Cs of two neighbouring runs of bytes into that of both, without the bytes: appending {@code n}
 * bytes multiplies a CRC by x<sup>8n</sup> modulo the polynomial. The algorithm is that of {@code crc32_combine} in
 * zlib. Remembers the factors of the lengths it met last; not thread safe.
 */
final class Crc32cJoin {

  /** The polynomial of RFC 3720, lowest power in the highest bit, x^32 left out. */
  private static final int POLYNOMIAL = 0x82F63B78;

  private static final int ONE = 1 << 31;
  private static final int X = 1 << 30;
  private static final int BITS_PER_BYTE_EXPONENT = 3;
  private static final int REMEMBERED = 256;

  /** x^(2^i) at index i. */
  private static final int[] POWERS = powers();

  private final int[] lengths = new int[REMEMBERED];
  private final int[] factors = new int[REMEMBERED];

  /**
   * Joins.
   *
   * @param first CRC-32C of the first run
   * @param second CRC-32C of the second
   * @param secondBytes length of the second, at least 1
   * @return CRC-32C of both
   */
  int join(int first, int second, int secondBytes) {
    return multiply(factor(secondBytes), first) ^ second;
  }

  private int factor(int bytes) {
    int slot = bytes % REMEMBERED;
    if (lengths[slot] != bytes) {
      lengths[slot] = bytes;
      factors[slot] = factorOf(bytes);
    }
    return factors[slot];
  }

  private static int factorOf(int bytes) {
    int product = ONE;
    int exponent = BITS_PER_BYTE_EXPONENT;
    for (int rest = bytes; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        product = multiply(POWERS[exponent], product);
      }
      exponent++;
    }
    return product;
  }

  private static int[] powers() {
    int[] powers = new int[Integer.SIZE + BITS_PER_BYTE_EXPONENT];
    powers[0] = X;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = multiply(powers[i - 1], powers[i - 1]);
    }
    return powers;
  }

  /** Product of two polynomials modulo the polynomial. */
  private static int multiply(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int i = Integer.SIZE - 1; i >= 0; i--) {
      product ^= shifted & -((a >>> i) & 1);
      shifted = (shifted >>> 1) ^ (POLYNOMIAL & -(shifted & 1));
    }
    return product;
  }
}
