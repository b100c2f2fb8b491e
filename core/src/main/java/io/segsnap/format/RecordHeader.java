package io.segsnap.format;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A header of a record.
 *
 * @param key may be empty, not null
 * @param value the bytes from position to limit, or null
 */
public record RecordHeader(String key, @Nullable ByteBuffer value) {}
