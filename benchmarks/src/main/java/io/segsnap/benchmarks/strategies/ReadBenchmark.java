package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.log.Batches;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reading the whole log in steps, and walking the headers of its batches: {@code mvn -pl benchmarks
 * -Dbench.include=ReadBenchmark -Dbench.params=stepBytes=1048576}. At the end the bytes that it
 * reads are compared with those of the files, by a checksum over all.
 */
public class ReadBenchmark extends LogBenchmark {

  @Param({"1048576", "65536"})
  private int stepBytes;

  private Path copy;
  private Log opened;

  @Setup(Level.Trial)
  public void prepare() throws Exception {
    findLog();
    copy = places().copy(log());
    opened = Log.open(copy, LogOptions.defaults());
  }

  @Override
  Path source() {
    return copy;
  }

  @Benchmark
  public long read() throws Exception {
    return meter.measure(() -> {
      long bytes = 0;
      long offset = opened.logStartOffset();
      while (offset < opened.logEndOffset()) {
        try (Batches batches = opened.read(offset, stepBytes)) {
          while (batches.next()) {
            bytes += batches.batch().sizeBytes();
            offset = batches.batch().nextOffset();
          }
        }
      }
      return bytes;
    });
  }

  @TearDown(Level.Trial)
  public void compareAndClose() throws IOException {
    try (Log log = opened) {
      long bytes = 0;
      CRC32C read = new CRC32C();
      long offset = log.logStartOffset();
      while (offset < log.logEndOffset()) {
        try (Batches batches = log.read(offset, stepBytes)) {
          bytes += batches.sizeBytes();
          read.update(batches.bytes());
          while (batches.next()) {
            offset = batches.batch().nextOffset();
          }
        }
      }
      if (bytes != SegmentFiles.bytes(log()) || read.getValue() != SegmentFiles.crc(log())) {
        throw BenchmarkException.wrongBytes("what is read differs from " + log());
      }
    }
  }
}
