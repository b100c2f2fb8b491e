package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.oracle.SegsnapRecords;
import io.segsnap.oracle.StoredRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an index file says, reads return the right batches. */
class LogIndexDamageTest {

  private static final int BATCHES = 120;

  private enum Damage {
    MISSING {
      @Override
      void inflict(Path index) throws IOException {
        Files.delete(index);
      }
    },
    EMPTY {
      @Override
      void inflict(Path index) throws IOException {
        Files.write(index, new byte[0]);
      }
    },
    UNALIGNED {
      @Override
      void inflict(Path index) throws IOException {
        byte[] bytes = Files.readAllBytes(index);
        Files.write(index, Arrays.copyOf(bytes, bytes.length - 3));
      }
    },
    REVERSED {
      @Override
      void inflict(Path index) throws IOException {
        byte[] bytes = Files.readAllBytes(index);
        byte[] reversed = new byte[bytes.length];
        int size = index.toString().endsWith("timeindex") ? 12 : 8;
        for (int i = 0; i < bytes.length; i += size) {
          System.arraycopy(bytes, i, reversed, bytes.length - size - i, size);
        }
        Files.write(index, reversed);
      }
    },
    PREALLOCATED {
      @Override
      void inflict(Path index) throws IOException {
        byte[] bytes = Files.readAllBytes(index);
        Files.write(index, Arrays.copyOf(bytes, bytes.length + 2400));
      }
    },
    ZEROED {
      @Override
      void inflict(Path index) throws IOException {
        Files.write(index, new byte[2400]);
      }
    },
    SHIFTED {
      @Override
      void inflict(Path index) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(index));
        for (int i = 4; i < bytes.limit(); i += 8) {
          bytes.putInt(i, bytes.getInt(i) + 5);
        }
        Files.write(index, bytes.array());
      }
    },
    GARBAGE {
      @Override
      void inflict(Path index) throws IOException {
        byte[] bytes = Files.readAllBytes(index);
        new Random(5).nextBytes(bytes);
        Files.write(index, bytes);
      }
    },
    GARBAGE_INSIDE {
      @Override
      void inflict(Path index) throws IOException {
        byte[] bytes = Files.readAllBytes(index);
        byte[] garbage = new byte[bytes.length - 24];
        new Random(6).nextBytes(garbage);
        System.arraycopy(garbage, 0, bytes, 0, garbage.length);
        Files.write(index, bytes);
      }
    };

    abstract void inflict(Path index) throws IOException;
  }

  @TempDir
  Path folder;

  private Path directory;
  private LogOptions options;
  private List<StoredRecord> expected;

  @BeforeEach
  void write() throws IOException {
    directory = folder.resolve("t-0");
    options = LogOptions.defaults().withSegmentBytes(5000).withIndexIntervalBytes(200);
    TestLog.closed(directory, options, BATCHES);
    try (Log log = Log.open(directory, options)) {
      expected = SegsnapRecords.of(log);
    }
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void readsByOffsetAreRightWithADamagedOffsetIndex(Damage damage) throws IOException {
    for (Path index : indexes(".index")) {
      damage.inflict(index);
    }
    assertReads();
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void readsByOffsetAreRightWithADamagedTimeIndex(Damage damage) throws IOException {
    for (Path index : indexes(".timeindex")) {
      damage.inflict(index);
    }
    assertReads();
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void lookUpsByTimeAreRightWithADamagedOffsetIndex(Damage damage) throws IOException {
    for (Path index : indexes(".index")) {
      damage.inflict(index);
    }
    assertLookUps();
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void lookUpsByTimeAreRightWithADamagedTimeIndex(Damage damage) throws IOException {
    for (Path index : indexes(".timeindex")) {
      damage.inflict(index);
    }
    assertLookUps();
  }

  @ParameterizedTest
  @EnumSource(
      value = Damage.class,
      names = {"MISSING", "UNALIGNED", "PREALLOCATED", "ZEROED"})
  void whatCanBeNoticedAtTheEndIsRebuilt(Damage damage) throws IOException {
    for (String suffix : List.of(".index", ".timeindex")) {
      Path index = TestLog.file(directory, 0, suffix);
      byte[] before = Files.readAllBytes(index);
      damage.inflict(index);
      try (Log log = Log.open(directory, options)) {
        assertEquals(List.of(0L), log.recovery().rebuiltIndexes());
      }
      assertEquals(ByteBuffer.wrap(before), ByteBuffer.wrap(Files.readAllBytes(index)));
    }
  }

  @Test
  void theIndexesOfAKilledLogAreRebuiltAsTheyWere() throws IOException {
    var before = TestLog.files(directory);
    Files.delete(directory.resolve(LogCheckpoint.FILE_NAME));
    for (Path index : indexes("index")) {
      Files.delete(index);
    }
    Log.open(directory, options).close();
    assertEquals(before, TestLog.files(directory));
  }

  /** That of the last segment is read whole. */
  @ParameterizedTest
  @EnumSource(
      value = Damage.class,
      names = {"MISSING", "UNALIGNED", "REVERSED"})
  void whatCanBeNoticedInTheLastSegmentIsRebuilt(Damage damage) throws IOException {
    for (String suffix : List.of(".index", ".timeindex")) {
      Path index = last(suffix);
      byte[] before = Files.readAllBytes(index);
      damage.inflict(index);
      assertLastIsRebuilt(index, before);
    }
  }

  @Test
  void anIndexThatIsLargerThanAnyCanBeIsRebuilt() throws IOException {
    Path index = last(".index");
    byte[] before = Files.readAllBytes(index);
    try (DiskFile file = Disk.local().openForWrite(index)) {
      file.write(ByteBuffer.allocate(8), 32 << 20);
    }
    assertLastIsRebuilt(index, before);
  }

  @Test
  void abortedTransactionsOfTheLastSegmentAreRebuiltWhereTheIndexIsNone() throws IOException {
    try (Log log = Log.open(directory, options)) {
      log.append(TestRecords.transactional(7, 0, 0, "a"));
      log.append(TestRecords.abort(7, 0));
    }
    try (Log log = Log.open(directory, options)) {
      assertEquals(List.of(), log.recovery().rebuiltIndexes());
    }
    Path index = last(".txnindex");
    byte[] before = Files.readAllBytes(index);
    TestLog.cut(index, before.length - 1);
    assertLastIsRebuilt(index, before);
    try (DiskFile file = Disk.local().openForWrite(index)) {
      file.write(ByteBuffer.allocate(8), 32 << 20);
    }
    assertLastIsRebuilt(index, before);
  }

  @Test
  void anEmptyIndexOfASegmentOfOneBatchIsNotRebuilt() throws IOException {
    Path other = folder.resolve("other-0");
    try (Log log = Log.open(other, options)) {
      log.append(TestRecords.one(0));
      log.roll();
      log.append(TestRecords.one(1));
    }
    assertEquals(0, Files.size(TestLog.file(other, 0, ".index")));
    try (Log log = Log.open(other, options)) {
      assertEquals(List.of(), log.recovery().rebuiltIndexes());
    }
  }

  private Path last(String suffix) throws IOException {
    String name = TestLog.activeLog(directory).getFileName().toString();
    return directory.resolve(name.replace(".log", suffix));
  }

  private void assertLastIsRebuilt(Path index, byte[] expected) throws IOException {
    try (Log log = Log.open(directory, options)) {
      long last = log.segments().get(log.segments().size() - 1).baseOffset();
      assertEquals(List.of(last), log.recovery().rebuiltIndexes());
    }
    assertEquals(ByteBuffer.wrap(expected), ByteBuffer.wrap(Files.readAllBytes(index)));
  }

  private List<Path> indexes(String suffix) throws IOException {
    List<Path> indexes = TestLog.files(directory).keySet().stream()
        .filter(name -> name.endsWith(suffix))
        .map(directory::resolve)
        .toList();
    assertTrue(indexes.size() > 2);
    return indexes;
  }

  private void assertReads() throws IOException {
    try (Log log = Log.open(directory, options)) {
      for (int i = BATCHES - 1; i >= 0; i -= 7) {
        assertEquals(expected.subList(i, BATCHES), SegsnapRecords.of(log, i));
      }
    }
  }

  private void assertLookUps() throws IOException {
    try (Log log = Log.open(directory, options)) {
      for (int i = BATCHES - 1; i >= 0; i -= 7) {
        long timestamp = TestRecords.FIRST_TIMESTAMP + i;
        assertEquals(i, log.offsetForTimestamp(timestamp).orElseThrow().offset());
      }
    }
  }
}
