package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlRecordTest {

  private static ByteBuffer marker(ControlRecordType type) {
    return MemoryRecords.withEndTransactionMarker(7, (short) 1, new EndTransactionMarker(type, 42))
        .buffer();
  }

  @ParameterizedTest
  @EnumSource(names = {"ABORT", "COMMIT"})
  void aMarkerIsReadThatFillsItsBuffer(ControlRecordType type) {
    ByteBuffer marker = marker(type);
    ByteBuffer exact = ByteBuffer.allocate(marker.remaining()).put(marker);
    assertEquals(
        Optional.of(new ControlRecord(type == ControlRecordType.ABORT, 42)),
        ControlRecord.of(new RecordBatch().wrap(exact, 0)));
  }

  @Test
  void aMarkerThatIsNotInItsBufferAsAWholeIsNone() {
    ByteBuffer marker = marker(ControlRecordType.ABORT);
    ByteBuffer cut = ByteBuffer.allocate(marker.remaining() - 1);
    cut.put(marker.limit(marker.limit() - 1));
    assertEquals(Optional.empty(), ControlRecord.of(new RecordBatch().wrap(cut, 0)));
  }
}
