package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchBuilderTest {

  @Test
  void itTellsHowMuchItHoldsSoFar() throws IOException {
    BatchBuilder builder = new BatchBuilder(Codecs.kafka()).begin(CompressionCodec.NONE);
    assertEquals(0, builder.count());
    assertEquals(RecordBatch.HEADER_BYTES, builder.sizeBytes());
    builder.add(1, null, ByteBuffer.allocate(10), List.of());
    builder.add(2, null, ByteBuffer.allocate(100_000), List.of());
    assertEquals(2, builder.count());
    int size = builder.sizeBytes();
    assertEquals(size, builder.finish(0, 0).remaining());
  }
}
