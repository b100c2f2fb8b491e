package io.segsnap.log;

import io.segsnap.InvalidRequestException;
import io.segsnap.format.CompressionCodec;
import io.segsnap.format.MalformedRecordException;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.RecordSizes;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Checks ready-made batches before they get into a log. */
final class BatchValidator {

  private final Path directory;

  BatchValidator(Path directory) {
    this.directory = directory;
  }

  /** Checks the batch at {@code start}, whose header may lie before {@code end} only in part. */
  void validate(RecordBatch batch, ByteBuffer buffer, int start, int end)
      throws InvalidRequestException {
    if (end - start < RecordBatch.HEADER_BYTES) {
      throw refuse(start, "a batch of at least 61 bytes", (end - start) + " bytes");
    }
    batch.wrap(buffer, start);
    if (batch.magic() != 2) {
      throw refuse(start, "magic 2", "magic " + batch.magic());
    }
    long size = RecordBatch.LOG_OVERHEAD + (long) buffer.getInt(start + 8);
    if (size < RecordBatch.HEADER_BYTES || size > end - start) {
      throw refuse(
          start,
          "a batch length of 49 to " + (end - start - RecordBatch.LOG_OVERHEAD),
          String.valueOf(size - RecordBatch.LOG_OVERHEAD));
    }
    if (batch.computedCrc() != batch.storedCrc()) {
      throw refuse(
          start,
          "batch CRC 0x" + Integer.toHexString(batch.storedCrc()),
          "0x" + Integer.toHexString(batch.computedCrc()));
    }
    if (batch.lastOffsetDelta() < 0) {
      throw refuse(
          start, "a last offset delta of at least 0", String.valueOf(batch.lastOffsetDelta()));
    }
    if (batch.codec() == CompressionCodec.UNKNOWN) {
      throw refuse(start, "a known codec", "codec " + batch.codecId());
    }
  }

  /** Checks what a leader must be sure of: that the records fill the offsets it will assign. */
  void validateRecords(RecordBatch batch, int start) throws InvalidRequestException {
    if (batch.recordCount() != batch.lastOffsetDelta() + 1) {
      throw refuse(
          start,
          (batch.lastOffsetDelta() + 1) + " records, as the last offset delta says",
          String.valueOf(batch.recordCount()));
    }
    if (batch.codec() == CompressionCodec.NONE) {
      try {
        RecordSizes.requireWhole(batch);
      } catch (MalformedRecordException e) {
        throw refuse(start, "whole records", String.valueOf(e.getMessage()));
      }
    }
  }

  InvalidRequestException refuse(int start, String expected, String actual) {
    return new InvalidRequestException(
        "append",
        directory,
        "batch at byte " + start + " of the input: expected " + expected + ", found " + actual,
        "nothing was appended");
  }
}
