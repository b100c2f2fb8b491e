package io.segsnap.process;

import io.segsnap.InvalidRequestException;
import io.segsnap.format.CompressionCodec;
import io.segsnap.format.SimpleRecord;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes a log in a process without kafka-clients, and fails unless only compression asks for it. */
final class PlainLog {

  private PlainLog() {}

  /** Arguments: the log. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    List<SimpleRecord> records = List.of(SimpleRecord.of(1_700_000_000_000L, "key", "value"));
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      log.append(records);
    }
    LogOptions compressed = LogOptions.defaults().withCompression(CompressionCodec.LZ4);
    try (Log log = Log.open(directory, compressed)) {
      log.append(records);
      throw new AssertionError("compressed without a library");
    } catch (InvalidRequestException e) {
      System.out.println(e.getMessage());
    }
  }
}
