package io.segsnap.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Compresses and decompresses the records of a batch. The format of each codec is Kafka's: gzip,
 * snappy in xerial framing, lz4 frames, zstd.
 */
public interface Codecs {

  /**
   * The codecs of kafka-clients, which must be on the class path by the time a compressed batch is
   * met; without one it is not needed.
   */
  static Codecs kafka() {
    return new KafkaCodecs();
  }

  /**
   * Compresses the bytes from {@code from} to the position of {@code batch}.
   *
   * @return a buffer of at least the same capacity with the bytes before {@code from} copied, the
   *     compressed ones behind them, and the position after the last
   */
  ByteBuffer compress(CompressionCodec codec, ByteBuffer batch, int from) throws IOException;

  /** A stream of the records in {@code records}, from position to limit. */
  InputStream decompress(CompressionCodec codec, ByteBuffer records) throws IOException;
}
