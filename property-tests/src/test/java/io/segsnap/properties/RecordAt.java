package io.segsnap.properties;

import io.segsnap.format.Codecs;
import io.segsnap.format.RecordCursor;
import io.segsnap.format.SimpleRecord;
import io.segsnap.log.Batches;
import io.segsnap.log.Log;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A record and its offset. */
public record RecordAt(long offset, SimpleRecord record) {

  /** Every visible record of a log. */
  public static List<RecordAt> all(Log log) throws IOException {
    List<RecordAt> records = new ArrayList<>();
    RecordCursor cursor = new RecordCursor(Codecs.kafka());
    long next = log.logStartOffset();
    while (next < log.highWaterMark()) {
      try (Batches batches = log.read(next, 4_096)) {
        long from = next;
        while (batches.next()) {
          cursor.open(batches.batch());
          while (cursor.next()) {
            if (cursor.offset() >= log.logStartOffset()) {
              records.add(new RecordAt(cursor.offset(), cursor.toRecord()));
            }
          }
          next = batches.batch().nextOffset();
        }
        if (next == from) {
          return records; // the end lies behind a gap
        }
      }
    }
    return records;
  }
}
