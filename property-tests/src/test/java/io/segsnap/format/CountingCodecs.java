package io.segsnap.format;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Kafka's codecs, whose streams end after some bytes: a few bytes can stand for very many. */
final class CountingCodecs implements Codecs {

  static final int MAX_BYTES = 1 << 20;

  private final Codecs codecs = Codecs.kafka();
  private int left = MAX_BYTES;

  void reset() {
    left = MAX_BYTES;
  }

  @Override
  public ByteBuffer compress(CompressionCodec codec, ByteBuffer batch, int from)
      throws IOException {
    return codecs.compress(codec, batch, from);
  }

  @Override
  public InputStream decompress(CompressionCodec codec, ByteBuffer records) throws IOException {
    return new FilterInputStream(codecs.decompress(codec, records)) {

      @Override
      public int read() throws IOException {
        take(1);
        return super.read();
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, Math.min(length, Math.max(1, left)));
        take(Math.max(1, count));
        return count;
      }
    };
  }

  private void take(int bytes) throws EOFException {
    left -= bytes;
    if (left < 0) {
      throw new EOFException("more than this test reads");
    }
  }
}
