package io.segsnap.oracle;

import io.segsnap.format.Codecs;
import io.segsnap.format.RecordCursor;
import io.segsnap.format.SimpleRecord;
import io.segsnap.log.Batches;
import io.segsnap.log.Log;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The records of a segsnap log in the shape that Kafka's are compared in. */
public final class SegsnapRecords {

  private static final int READ_BYTES = 1 << 16;

  private SegsnapRecords() {}

  /** All data records from the log start offset to the high water mark. */
  public static List<StoredRecord> of(Log log) throws IOException {
    return of(log, log.logStartOffset());
  }

  /** All data records from {@code from} to the high water mark. */
  public static List<StoredRecord> of(Log log, long from) throws IOException {
    List<StoredRecord> records = new ArrayList<>();
    RecordCursor cursor = new RecordCursor(Codecs.kafka());
    long next = from;
    while (next < log.highWaterMark()) {
      try (Batches batches = log.read(next, READ_BYTES)) {
        if (batches.isEmpty()) {
          return records;
        }
        while (batches.next()) {
          next = batches.batch().nextOffset();
          if (!batches.batch().isControl()) {
            add(cursor.open(batches.batch()), from, records);
          }
        }
      }
    }
    return records;
  }

  private static void add(RecordCursor cursor, long from, List<StoredRecord> records)
      throws IOException {
    while (cursor.next()) {
      if (cursor.offset() >= from) {
        SimpleRecord record = cursor.toRecord();
        records.add(new StoredRecord(
            cursor.offset(), record.timestamp(), record.key(), record.value(), record.headers()));
      }
    }
  }
}
