package io.segsnap.properties;

import io.segsnap.format.RecordHeader;
import io.segsnap.format.SimpleRecord;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Records and batches of records as producers may send them. */
public final class RecordArbitraries extends DomainContextBase {

  private static final int MAX_VALUE_BYTES = 300;
  private static final int MAX_RECORDS = 12;

  @Provide
  Arbitrary<SimpleRecord> simpleRecords() {
    Arbitrary<Long> timestamps = Arbitraries.longs().between(0, 4_102_444_800_000L);
    Arbitrary<ByteBuffer> bytes = Arbitraries.bytes()
        .array(byte[].class)
        .ofMaxSize(MAX_VALUE_BYTES)
        .map(ByteBuffer::wrap)
        .injectNull(0.1);
    Arbitrary<RecordHeader> headers = Combinators.combine(
            Arbitraries.strings().ofMaxLength(8).filter(Utf16::isValid), bytes)
        .as(RecordHeader::new);
    return Combinators.combine(timestamps, bytes, bytes, headers.list().ofMaxSize(3))
        .as(SimpleRecord::new);
  }

  @Provide
  Arbitrary<List<SimpleRecord>> recordLists() {
    return simpleRecords().list().ofMinSize(1).ofMaxSize(MAX_RECORDS);
  }
}
