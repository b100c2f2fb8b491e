package io.segsnap.properties;

import io.segsnap.format.RecordHeader;
import io.segsnap.format.SimpleRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Our records as Kafka's own code has them, and back. */
final class KafkaRecords {

  private KafkaRecords() {}

  static org.apache.kafka.common.record.internal.SimpleRecord toKafka(SimpleRecord record) {
    RecordHeaders headers = new RecordHeaders();
    for (RecordHeader header : record.headers()) {
      headers.add(header.key(), bytes(header.value()));
    }
    return new org.apache.kafka.common.record.internal.SimpleRecord(
        record.timestamp(), bytes(record.key()), bytes(record.value()), headers.toArray());
  }

  static SimpleRecord fromKafka(Record record) {
    List<RecordHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new RecordHeader(header.key(), wrap(header.value())));
    }
    return new SimpleRecord(record.timestamp(), copy(record.key()), copy(record.value()), headers);
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    return buffer == null ? null : Utils.toArray(buffer);
  }

  private static @Nullable ByteBuffer copy(@Nullable ByteBuffer buffer) {
    return buffer == null ? null : ByteBuffer.wrap(Utils.toArray(buffer));
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length));
  }
}
