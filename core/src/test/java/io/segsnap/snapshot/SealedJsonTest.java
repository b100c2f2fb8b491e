package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.StorageException;
import io.segsnap.io.Disk;
import io.segsnap.testing.ScriptedDisk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealedJsonTest {

  private static final SealedJson.Body BODY = json -> json.writeNumberField("answer", 42);

  @TempDir
  Path folder;

  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("x.json");
  }

  private long answer() throws IOException {
    long[] answer = {-1};
    SealedJson.read(Disk.local(), path, "test", json -> {
      json.fields(name -> {
        if (name.equals("answer")) {
          answer[0] = json.number();
        }
      });
      return "";
    });
    return answer[0];
  }

  /** Seals {@code body}, which is raw text within the object. */
  private void seal(String body) throws IOException {
    SealedJson.write(Disk.local(), path, false, json -> {
      json.writeFieldName("raw");
      json.writeRawValue(body);
    });
  }

  @Test
  void theFileIsTextOfWholeLines() throws IOException {
    SealedJson.write(Disk.local(), path, false, BODY);
    List<String> lines = Files.readAllLines(path);
    assertEquals("  \"answer\" : 42", lines.get(3));
    assertTrue(Files.readString(path).endsWith("42\n}\n"), Files.readString(path));
    assertEquals(42, answer());
  }

  @Test
  void fieldsThatNobodyKnowsAreSkippedWithAllTheyHold() throws IOException {
    seal("{ \"answer\" : [ 1, { \"answer\" : 2 } ] },\n\"answer\" : 7,\n\"more\" : [ [ ] ]");
    assertEquals(7, answer());
  }

  @Test
  void aLeftoverOfACrashIsReplaced() throws IOException {
    Files.writeString(folder.resolve("x.json.tmp"), "y".repeat(10_000));
    SealedJson.write(Disk.local(), path, false, BODY);
    assertEquals(42, answer());
    assertEquals(List.of("x.json"), TestLogs.names(folder));
  }

  @Test
  void whatCouldNotBePutInPlaceIsTakenAway() throws IOException {
    SealedJson.write(Disk.local(), path, false, BODY);
    ScriptedDisk disk = new ScriptedDisk().failingOn("rename x.json.tmp x.json");
    SealedJson.Body other = json -> json.writeNumberField("answer", 43);
    assertThrows(StorageException.class, () -> SealedJson.write(disk, path, true, other));
    assertEquals(List.of("x.json"), TestLogs.names(folder));
    assertEquals(42, answer());
  }

  @Test
  void theFileIsOnDiskBeforeItsNameAndTheNameAtTheEnd() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    SealedJson.write(disk, path, true, BODY);
    List<String> calls = disk.calls();
    int sync = calls.indexOf("sync x.json.tmp");
    assertEquals(
        List.of(
            "sync x.json.tmp", "rename x.json.tmp x.json", "syncDirectory " + folder.getFileName()),
        calls.subList(sync, calls.size()));
  }

  @Test
  void nothingIsSyncedWhereItIsNotAskedFor() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    SealedJson.write(disk, path, false, BODY);
    assertFalse(disk.calls().toString().contains("sync"), disk.calls().toString());
  }

  /** The file is sparse; not a byte of it is written. */
  @ParameterizedTest
  @CsvSource({"268435456, starts with its format version", "268435457, at most 268435456 bytes"})
  void aFileIsNotReadBeyondItsLargestSize(long size, String expected) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(size);
    }
    CorruptionException refused = assertThrows(CorruptionException.class, this::answer);
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"x\", \"answer\" : -3 | a number of at least 0 | -3",
        "\"x\", \"answer\" : 1.5 | a whole number | 1.5",
        "\"x\", \"answer\" : [ | a whole number | [",
      })
  void theErrorTellsWhatWasFoundInstead(String body, String expected, String found)
      throws IOException {
    seal(body);
    CorruptionException refused = assertThrows(CorruptionException.class, this::answer);
    assertEquals(found, refused.actual());
    assertEquals(expected, refused.expected());
  }
}
