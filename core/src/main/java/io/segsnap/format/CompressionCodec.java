package io.segsnap.format;

/** The codecs of record batches, with the numbers that the attributes field gives them. */
public enum CompressionCodec {
  NONE(0),
  GZIP(1),
  SNAPPY(2),
  LZ4(3),
  ZSTD(4),
  /** A number that the format does not define; such records can be copied but not decoded. */
  UNKNOWN(7);

  private final int id;

  CompressionCodec(int id) {
    this.id = id;
  }

  /** The codec of the low three attribute bits. */
  public static CompressionCodec of(int id) {
    return switch (id) {
      case 0 -> NONE;
      case 1 -> GZIP;
      case 2 -> SNAPPY;
      case 3 -> LZ4;
      case 4 -> ZSTD;
      default -> UNKNOWN;
    };
  }

  /** The number in the attributes field. */
  public int id() {
    return id;
  }
}
