package io.segsnap.benchmarks;

import io.segsnap.format.BatchBuilder;
import io.segsnap.format.Codecs;
import io.segsnap.format.CompressionCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Batches to append, made once and used over and over: {@value #COUNT} of about 16 KiB, with
 * records of 1 KiB that no codec or file system can shrink.
 */
public final class ReadyBatches {

  /** Size of a batch, with its header. */
  public static final int BATCH_BYTES = 16 * 1024;

  private static final int COUNT = 64;
  private static final int VALUE_BYTES = 1000;
  private static final int KEY_BYTES = 8;
  private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

  private final List<ByteBuffer> batches = new ArrayList<>();
  private int next;

  public ReadyBatches(long seed) throws IOException {
    Random random = new Random(seed);
    BatchBuilder builder = new BatchBuilder(Codecs.kafka());
    for (int i = 0; i < COUNT; i++) {
      ByteBuffer batch = fill(builder, random, i);
      batches.add(ByteBuffer.allocateDirect(batch.remaining()).put(batch).flip());
    }
  }

  private static ByteBuffer fill(BatchBuilder builder, Random random, int number)
      throws IOException {
    byte[] value = new byte[VALUE_BYTES];
    byte[] key = new byte[KEY_BYTES];
    builder.begin(CompressionCodec.NONE);
    while (builder.sizeBytes() + VALUE_BYTES + 2 * KEY_BYTES < BATCH_BYTES) {
      random.nextBytes(key);
      random.nextBytes(value);
      long timestamp = FIRST_TIMESTAMP + number;
      builder.add(timestamp, ByteBuffer.wrap(key), ByteBuffer.wrap(value), List.of());
    }
    return builder.finish(0, 0);
  }

  /** Begins with the first one again. */
  public void rewind() {
    next = 0;
  }

  /**
   * The next batch in turn, in off-heap memory: all of it from position 0 to limit. Kafka assigns
   * offsets in place and takes only batches that start at 0.
   */
  public ByteBuffer next() {
    ByteBuffer batch = batches.get(next);
    next = (next + 1) % batches.size();
    return batch.putLong(0, 0).position(0);
  }
}
