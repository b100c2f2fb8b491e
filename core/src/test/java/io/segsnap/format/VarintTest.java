package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -1,
        1,
        63,
        64,
        -64,
        -65,
        300,
        -300,
        1L << 31,
        1L << 55,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void whatIsWrittenIsRead(long value) {
    ByteBuffer written = ByteBuffer.allocate(10);
    Varint.write(written, value);
    assertEquals(Varint.size(value), written.flip().remaining());
    assertEquals(value, Varint.readLong(written));
  }

  @Test
  void tenBytesAreTheMost() {
    assertEquals(Long.MIN_VALUE, Varint.readLong(bytes("FFFFFFFFFFFFFFFFFF01")));
    assertThrows(
        MalformedRecordException.class, () -> Varint.readLong(bytes("8080808080808080808000")));
  }

  @Test
  void aNumberOfMoreThan32BitsIsNoInt() {
    assertEquals(Integer.MIN_VALUE, Varint.readInt(bytes("FFFFFFFF0F")));
    assertThrows(MalformedRecordException.class, () -> Varint.readInt(bytes("8080808010")));
  }
}
