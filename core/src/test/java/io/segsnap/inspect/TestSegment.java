package io.segsnap.inspect;

import io.segsnap.format.BatchBuilder;
import io.segsnap.format.Codecs;
import io.segsnap.format.CompressionCodec;
import io.segsnap.format.FileKind;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.SimpleRecord;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;

/** A segment that is written by hand, so that each of its batches and index entries can be wrong. */
final class TestSegment {

  private final Path folder;
  private final long baseOffset;
  private final BatchBuilder builder = new BatchBuilder(Codecs.kafka());
  private final AtomicLong progress = new AtomicLong();
  private long nextOffset;
  private int sizeBytes;

  /** Without a batch, and with empty indexes. */
  TestSegment(Path folder, long baseOffset) throws IOException {
    this.folder = folder;
    this.baseOffset = baseOffset;
    this.nextOffset = baseOffset;
    Files.write(file(FileKind.LOG), new byte[0]);
    offsets();
    times();
  }

  Path file(FileKind kind) {
    return kind.in(folder, baseOffset);
  }

  /** Length of the {@code .log} file. */
  int sizeBytes() {
    return sizeBytes;
  }

  long nextOffset() {
    return nextOffset;
  }

  /** The bytes that the check told to have checked. */
  long progress() {
    return progress.get();
  }

  /** Adds a batch with one record for each timestamp. */
  TestSegment batch(long... timestamps) throws IOException {
    return add(records(CompressionCodec.NONE, timestamps));
  }

  /** Adds a batch of records of a transaction, with one record for each timestamp. */
  TestSegment transactional(long producerId, long... timestamps) throws IOException {
    return add(records(CompressionCodec.NONE, producerId, true, timestamps));
  }

  /** Adds a batch of records of a producer outside a transaction, one for each timestamp. */
  TestSegment idempotent(long producerId, long... timestamps) throws IOException {
    return add(records(CompressionCodec.NONE, producerId, false, timestamps));
  }

  /** Adds the marker that aborts the transaction of a producer. */
  TestSegment abort(long producerId) throws IOException {
    return marker(producerId, ControlRecordType.ABORT);
  }

  /** Adds the marker that commits the transaction of a producer. */
  TestSegment commit(long producerId) throws IOException {
    return marker(producerId, ControlRecordType.COMMIT);
  }

  private TestSegment marker(long producerId, ControlRecordType type) throws IOException {
    EndTransactionMarker marker = new EndTransactionMarker(type, 0);
    return add(MemoryRecords.withEndTransactionMarker(0, 1, 0, producerId, (short) 0, marker)
        .buffer());
  }

  /** Leaves out offsets. */
  TestSegment skip(int offsets) {
    nextOffset += offsets;
    return this;
  }

  /** Adds a batch whose records the cleaner has removed. */
  TestSegment empty(long timestamp) throws IOException {
    return empty(-1, timestamp, false, false);
  }

  /** Adds a batch of a transaction whose records the cleaner has removed. */
  TestSegment emptyTransactional(long producerId) throws IOException {
    return empty(producerId, 1, true, false);
  }

  /** Adds a marker of which the cleaner has left only the header. */
  TestSegment emptyMarker(long producerId) throws IOException {
    return empty(producerId, 1, true, true);
  }

  private TestSegment empty(long producerId, long timestamp, boolean transactional, boolean control)
      throws IOException {
    ByteBuffer batch = ByteBuffer.allocate(RecordBatch.HEADER_BYTES);
    short epoch = (short) (producerId < 0 ? -1 : 0);
    TimestampType type = TimestampType.CREATE_TIME;
    DefaultRecordBatch.writeEmptyHeader(
        batch, (byte) 2, producerId, epoch, -1, 0, 0, 0, type, timestamp, transactional, control);
    return add(batch.flip());
  }

  /** A batch that was not added yet. */
  ByteBuffer records(CompressionCodec codec, long... timestamps) throws IOException {
    return records(codec, -1, false, timestamps);
  }

  private ByteBuffer records(
      CompressionCodec codec, long producerId, boolean transactional, long... timestamps)
      throws IOException {
    builder.begin(codec);
    if (producerId >= 0) {
      builder.producer(producerId, (short) 0, 0, transactional);
    }
    for (long timestamp : timestamps) {
      builder.add(SimpleRecord.of(timestamp, "key", "value"));
    }
    return builder.finish(0, 0);
  }

  /** Adds a batch at the next offset and makes its checksum right. */
  TestSegment add(ByteBuffer batch) throws IOException {
    RecordBatch view = new RecordBatch().wrap(batch, 0);
    batch.putLong(0, nextOffset);
    batch.putInt(RecordBatch.OFFSET_OF_CRC, view.computedCrc());
    nextOffset = view.nextOffset();
    byte[] bytes = new byte[view.sizeBytes()];
    batch.get(0, bytes);
    Files.write(file(FileKind.LOG), bytes, StandardOpenOption.APPEND);
    sizeBytes += bytes.length;
    return this;
  }

  /** Writes the offset index: relative offset and position of each entry. */
  TestSegment offsets(int... fields) throws IOException {
    return write(FileKind.OFFSET_INDEX, fields.length * 4, index -> {
      for (int field : fields) {
        index.putInt(field);
      }
    });
  }

  /** Writes the time index: timestamp and relative offset of each entry. */
  TestSegment times(long... fields) throws IOException {
    return write(FileKind.TIME_INDEX, fields.length / 2 * 12, index -> {
      for (int i = 0; i < fields.length; i += 2) {
        index.putLong(fields[i]).putInt((int) fields[i + 1]);
      }
    });
  }

  /** Writes the transaction index: producer id, first and last offset of each entry. */
  TestSegment transactions(long... fields) throws IOException {
    return write(FileKind.TXN_INDEX, fields.length / 3 * 34, index -> {
      for (int i = 0; i < fields.length; i += 3) {
        index.putShort((short) 0).putLong(fields[i]).putLong(fields[i + 1]).putLong(fields[i + 2]);
        index.putLong(fields[i + 2] + 1);
      }
    });
  }

  private TestSegment write(FileKind kind, int bytes, Consumer<ByteBuffer> content)
      throws IOException {
    ByteBuffer index = ByteBuffer.allocate(bytes);
    content.accept(index);
    Files.write(file(kind), index.array());
    return this;
  }

  /** Changes a file's bytes, or how many there are. */
  TestSegment resize(FileKind kind, int bytes, Consumer<ByteBuffer> change) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(bytes);
    byte[] before = Files.readAllBytes(file(kind));
    content.put(0, before, 0, Math.min(bytes, before.length));
    change.accept(content);
    Files.write(file(kind), content.array());
    return this;
  }

  List<Problem> check() throws IOException {
    return check(Disk.local(), nextOffset);
  }

  List<Problem> check(Disk disk, long endOffset) throws IOException {
    Problems problems = new Problems();
    checkOf(disk, problems).check(baseOffset, sizeBytes(), endOffset, true);
    return problems.all();
  }

  /** Checks as if opening the log would rebuild the indexes. */
  List<Problem> checkWithoutIndexes() throws IOException {
    Problems problems = new Problems();
    checkOf(Disk.local(), problems).check(baseOffset, sizeBytes(), nextOffset, false);
    return problems.all();
  }

  /** Checks this segment and the one behind it. */
  List<Problem> checkWith(TestSegment next) throws IOException {
    Problems problems = new Problems();
    SegmentCheck check = checkOf(Disk.local(), problems);
    check.check(baseOffset, sizeBytes(), nextOffset, true);
    check.check(next.baseOffset, next.sizeBytes(), next.nextOffset, true);
    return problems.all();
  }

  private SegmentCheck checkOf(Disk disk, Problems problems) {
    return new SegmentCheck(
        disk, (kind, base) -> kind.in(folder, base), problems, progress::addAndGet);
  }

  /** What is found if this is all that is wrong. */
  List<Problem> only(FileKind kind, long position, String expected, String actual) {
    return List.of(new Problem(file(kind), position, expected, actual));
  }
}
