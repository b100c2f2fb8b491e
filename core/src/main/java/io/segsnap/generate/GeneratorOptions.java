package io.segsnap.generate;

import io.segsnap.format.CompressionCodec;

/**
 * What a generated log looks like. Sizes are in bytes. Immutable.
 *
 * @param sizeBytes of all {@code .log} files together; the log is the first one that reaches it
 * @param segmentBytes a segment is rolled before it would grow past this; default 64 MiB
 * @param recordBytes of key and value of each record together, at least 8; default 1 KiB
 * @param batchBytes a batch is closed before it would grow past this uncompressed, but holds at
 *     least one record; default 16 KiB
 * @param compression of the batches; default none
 * @param seed of the payload; default 1. The same options give the same bytes
 */
public record GeneratorOptions(
    long sizeBytes,
    long segmentBytes,
    int recordBytes,
    int batchBytes,
    CompressionCodec compression,
    long seed) {

  /** Length of every key. */
  static final int KEY_BYTES = 8;

  private static final long DEFAULT_SEGMENT_BYTES = 64L << 20;
  private static final int DEFAULT_RECORD_BYTES = 1 << 10;
  private static final int DEFAULT_BATCH_BYTES = 16 << 10;
  private static final int MAX_BYTES = 1 << 30;

  public GeneratorOptions {
    require(sizeBytes >= 0, "the size must not be negative");
    require(segmentBytes > 0, "the segment size must be positive");
    require(
        recordBytes >= KEY_BYTES && recordBytes <= MAX_BYTES,
        "the record size must lie between 8 bytes and 1 GiB");
    require(
        batchBytes > 0 && batchBytes <= MAX_BYTES,
        "the batch size must lie between 1 byte and 1 GiB");
    require(compression != CompressionCodec.UNKNOWN, "the compression must be a known codec");
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }

  /** The defaults for a log of this size. */
  public static GeneratorOptions ofSize(long sizeBytes) {
    return new GeneratorOptions(
        sizeBytes,
        DEFAULT_SEGMENT_BYTES,
        DEFAULT_RECORD_BYTES,
        DEFAULT_BATCH_BYTES,
        CompressionCodec.NONE,
        1);
  }

  public GeneratorOptions withSegmentBytes(long value) {
    return new GeneratorOptions(sizeBytes, value, recordBytes, batchBytes, compression, seed);
  }

  public GeneratorOptions withRecordBytes(int value) {
    return new GeneratorOptions(sizeBytes, segmentBytes, value, batchBytes, compression, seed);
  }

  public GeneratorOptions withBatchBytes(int value) {
    return new GeneratorOptions(sizeBytes, segmentBytes, recordBytes, value, compression, seed);
  }

  public GeneratorOptions withCompression(CompressionCodec value) {
    return new GeneratorOptions(sizeBytes, segmentBytes, recordBytes, batchBytes, value, seed);
  }

  public GeneratorOptions withSeed(long value) {
    return new GeneratorOptions(
        sizeBytes, segmentBytes, recordBytes, batchBytes, compression, value);
  }
}
