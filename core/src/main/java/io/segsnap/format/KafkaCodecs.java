package io.segsnap.format;

import io.segsnap.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/**
 * {@link Codecs} of the optional dependency kafka-clients. Only {@link Library} names its classes, because the verifier
 * loads those that a class names before the first of its methods runs.
 */
final class KafkaCodecs implements Codecs {

  @Override
  public ByteBuffer compress(CompressionCodec codec, ByteBuffer batch, int from)
      throws IOException {
    try {
      return Library.compress(codec, batch, from);
    } catch (NoClassDefFoundError e) {
      throw missing("compress", codec);
    }
  }

  @Override
  public InputStream decompress(CompressionCodec codec, ByteBuffer records) throws IOException {
    try {
      if (codec == CompressionCodec.SNAPPY) {
        SnappySizes.check(records);
      }
      return Library.decompress(codec, records);
    } catch (NoClassDefFoundError e) {
      throw missing("decompress", codec);
    } catch (RuntimeException e) {
      throw new MalformedRecordException(codec + " data that can't be opened: " + e.getMessage());
    }
  }

  private static InvalidRequestException missing(String operation, CompressionCodec codec) {
    return new InvalidRequestException(
        operation,
        null,
        codec + " needs a library that is not on the class path",
        "add org.apache.kafka:kafka-clients");
  }

  private static final class Library {

    private static final byte MAGIC = 2;
    private static final int CHUNK_BYTES = 8 * 1024;

    static ByteBuffer compress(CompressionCodec codec, ByteBuffer batch, int from)
        throws IOException {
      ByteBuffer target = ByteBuffer.allocateDirect(batch.capacity());
      ByteBufferOutputStream out = new ByteBufferOutputStream(target);
      out.position(from);
      try (OutputStream compressed = compression(codec).wrapForOutput(out, MAGIC)) {
        ByteBuffer source = batch.duplicate().flip().position(from);
        byte[] chunk = new byte[CHUNK_BYTES];
        while (source.hasRemaining()) {
          int length = Math.min(chunk.length, source.remaining());
          source.get(chunk, 0, length);
          compressed.write(chunk, 0, length);
        }
      }
      return out.buffer();
    }

    static InputStream decompress(CompressionCodec codec, ByteBuffer records) throws IOException {
      return compression(codec).wrapForInput(records, MAGIC, BufferSupplier.NO_CACHING);
    }

    private static Compression compression(CompressionCodec codec) throws IOException {
      return switch (codec) {
        case NONE -> Compression.NONE;
        case GZIP -> Compression.gzip().build();
        case SNAPPY -> Compression.snappy().build();
        case LZ4 -> Compression.lz4().build();
        case ZSTD -> Compression.zstd().build();
        case UNKNOWN ->
          throw new InvalidRequestException(
              "decompress", null, "the batch names a codec that does not exist", "");
      };
    }
  }
}
