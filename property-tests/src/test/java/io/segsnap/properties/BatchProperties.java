package io.segsnap.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.format.BatchBuilder;
import io.segsnap.format.Codecs;
import io.segsnap.format.CompressionCodec;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.RecordCursor;
import io.segsnap.format.SimpleRecord;
import io.segsnap.proof.Cheap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;

@Domain(RecordArbitraries.class)
@Domain(DomainContext.Global.class)
@Cheap
class BatchProperties {

  private static final long MAX_OFFSET = Long.MAX_VALUE - (1L << 31);

  @Property
  void kafkaReadsTheBatchesThatAreBuilt(
      @ForAll List<SimpleRecord> records,
      @ForAll CompressionCodec codec,
      @ForAll @LongRange(min = 0, max = MAX_OFFSET) long baseOffset,
      @ForAll @IntRange(min = 0) int epoch)
      throws IOException {
    Assume.that(codec != CompressionCodec.UNKNOWN && !records.isEmpty());

    MemoryRecords kafka = MemoryRecords.readableRecords(build(records, codec, baseOffset, epoch));

    MutableRecordBatch batch = kafka.batches().iterator().next();
    batch.ensureValid();
    assertEquals(epoch, batch.partitionLeaderEpoch());
    assertEquals(codec.id(), batch.compressionType().id);
    long offset = baseOffset;
    List<SimpleRecord> read = new ArrayList<>();
    for (Record record : batch) {
      assertEquals(offset++, record.offset());
      read.add(KafkaRecords.fromKafka(record));
    }
    assertEquals(records, read);
  }

  @Property
  void theCursorReadsTheBatchesThatKafkaBuilds(
      @ForAll List<SimpleRecord> records,
      @ForAll CompressionCodec codec,
      @ForAll @LongRange(min = 0, max = MAX_OFFSET) long baseOffset)
      throws IOException {
    Assume.that(codec != CompressionCodec.UNKNOWN && !records.isEmpty());
    ByteBuffer kafka = MemoryRecords.withRecords(
            baseOffset,
            compression(codec),
            records.stream()
                .map(KafkaRecords::toKafka)
                .toArray(org.apache.kafka.common.record.internal.SimpleRecord[]::new))
        .buffer();
    ByteBuffer offHeap = ByteBuffer.allocateDirect(kafka.remaining()).put(kafka).flip();

    RecordBatch batch = new RecordBatch().wrap(offHeap, 0);

    assertEquals(batch.storedCrc(), batch.computedCrc());
    RecordCursor cursor = new RecordCursor(Codecs.kafka()).open(batch);
    List<SimpleRecord> read = new ArrayList<>();
    while (cursor.next()) {
      assertEquals(baseOffset + read.size(), cursor.offset());
      read.add(cursor.toRecord());
    }
    assertEquals(records, read);
  }

  @Property
  void everyFlippedBitBehindTheChecksumIsSeen(
      @ForAll List<SimpleRecord> records, @ForAll @IntRange(min = 0) int anyBit)
      throws IOException {
    Assume.that(!records.isEmpty());
    ByteBuffer bytes = build(records, CompressionCodec.NONE, 0, 0);
    int covered = bytes.remaining() - RecordBatch.OFFSET_OF_CRC;
    int bit = anyBit % (covered * Byte.SIZE);
    int at = RecordBatch.OFFSET_OF_CRC + bit / Byte.SIZE;

    bytes.put(at, (byte) (bytes.get(at) ^ (1 << (bit % Byte.SIZE))));

    RecordBatch batch = new RecordBatch().wrap(bytes, 0);
    assertTrue(batch.sizeBytes() == bytes.remaining());
    assertNotEquals(batch.storedCrc(), batch.computedCrc());
  }

  private static ByteBuffer build(
      List<SimpleRecord> records, CompressionCodec codec, long baseOffset, int epoch)
      throws IOException {
    BatchBuilder builder = new BatchBuilder(Codecs.kafka()).begin(codec);
    records.forEach(builder::add);
    return builder.finish(baseOffset, epoch);
  }

  private static Compression compression(CompressionCodec codec) {
    return switch (codec) {
      case GZIP -> Compression.gzip().build();
      case SNAPPY -> Compression.snappy().build();
      case LZ4 -> Compression.lz4().build();
      case ZSTD -> Compression.zstd().build();
      case NONE, UNKNOWN -> Compression.NONE;
    };
  }
}
