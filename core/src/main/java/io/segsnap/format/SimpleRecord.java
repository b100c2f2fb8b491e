package io.segsnap.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record to append.
 *
 * @param timestamp milliseconds since the epoch
 * @param key the bytes from position to limit, or null
 * @param value the bytes from position to limit, or null (a tombstone)
 * @param headers in order, possibly with repeated keys
 */
public record SimpleRecord(
    long timestamp,
    @Nullable ByteBuffer key,
    @Nullable ByteBuffer value,
    List<RecordHeader> headers) {

  public SimpleRecord {
    headers = List.copyOf(headers);
  }

  /** A record without headers. */
  public SimpleRecord(long timestamp, @Nullable ByteBuffer key, @Nullable ByteBuffer value) {
    this(timestamp, key, value, List.of());
  }

  /** A record of two texts, in UTF-8. */
  public static SimpleRecord of(long timestamp, @Nullable String key, @Nullable String value) {
    return new SimpleRecord(timestamp, utf8(key), utf8(value));
  }

  private static @Nullable ByteBuffer utf8(@Nullable String text) {
    return text == null ? null : ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
