package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.format.CompressionCodec;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.SegsnapRecords;
import io.segsnap.oracle.StoredRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaOpensSegsnapLogsTest {

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({
    "NONE,true",
    "GZIP,true",
    "SNAPPY,true",
    "LZ4,true",
    "ZSTD,true",
    "NONE,false",
    "ZSTD,false"
  })
  void kafkaReadsTheSameRecords(CompressionCodec codec, boolean clean) throws IOException {
    Path directory = folder.resolve("topic-0");
    LogOptions options = LogOptions.defaults().withCompression(codec).withSegmentBytes(4096);
    List<StoredRecord> expected;
    try (Log log = Log.open(directory, options)) {
      for (int i = 0; i < 60; i++) {
        log.append(TestRecords.odd(i));
      }
      expected = SegsnapRecords.of(log);
    }
    assertEquals(expected, KafkaOracle.open(directory, folder, clean).records());
  }
}
