package io.segsnap.benchmarks.peers;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The bytes of a log's segments as values of 16 KiB in RocksDB, not compressed. */
final class RocksValues {

  private static final int VALUE_BYTES = ReadyBatches.BATCH_BYTES;

  private RocksValues() {}

  private interface Visitor {
    void visit(byte[] key, byte[] value) throws RocksDBException;
  }

  static Options options() {
    return new Options()
        .setCreateIfMissing(true)
        .setCompressionType(CompressionType.NO_COMPRESSION);
  }

  /** Puts what is not there yet, and flushes. */
  static void put(RocksDB db, Path data) throws IOException, RocksDBException {
    visit(data, (key, value) -> {
      if (!Arrays.equals(value, db.get(key))) {
        db.put(key, value);
      }
    });
    try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
      db.flush(wait);
    }
  }

  /** Requires that a database has exactly the bytes of the log. */
  static void requireSame(Path data, Path database) throws IOException, RocksDBException {
    try (Options options = options();
        RocksDB db = RocksDB.openReadOnly(options, database.toString())) {
      visit(data, (key, value) -> {
        if (!Arrays.equals(value, db.get(key))) {
          throw BenchmarkException.wrongBytes(
              database + " differs at " + new String(key, StandardCharsets.UTF_8));
        }
      });
    }
  }

  private static void visit(Path data, Visitor visitor) throws IOException, RocksDBException {
    ByteBuffer buffer = ByteBuffer.allocate(VALUE_BYTES);
    for (Path segment : SegmentFiles.of(data)) {
      try (FileChannel file = FileChannel.open(segment)) {
        for (long position = 0; position < file.size(); position += VALUE_BYTES) {
          file.read(buffer.clear(), position);
          byte[] value = Arrays.copyOf(buffer.array(), buffer.position());
          String key = segment.getFileName() + "@" + position;
          visitor.visit(key.getBytes(StandardCharsets.UTF_8), value);
        }
      }
    }
  }
}
