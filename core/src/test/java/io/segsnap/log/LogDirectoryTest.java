package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.LockedException;
import io.segsnap.StorageException;
import io.segsnap.io.Disk;
import io.segsnap.testing.Jvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogDirectoryTest {

  @TempDir
  Path folder;

  @Test
  void aMissingDirectoryIsCreated() throws IOException {
    Log.open(folder.resolve("t-0"), LogOptions.defaults()).close();
    assertTrue(Files.isDirectory(folder.resolve("t-0")));
  }

  @Test
  void aMissingParentIsReported() {
    assertThrows(
        StorageException.class, () -> Log.open(folder.resolve("a/t-0"), LogOptions.defaults()));
  }

  @Test
  void aFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("t-0"), "x");
    assertThrows(InvalidRequestException.class, () -> Log.open(file, LogOptions.defaults()));
  }

  @Test
  void aDirectoryOfSomethingElseIsRefusedAndLeftAlone() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "x");
    assertThrows(InvalidRequestException.class, () -> Log.open(folder, LogOptions.defaults()));
    assertEquals(Set.of("notes.txt"), TestLog.files(folder).keySet());
  }

  @Test
  void aSymbolicLinkAsASegmentIsRefused() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), LogOptions.defaults(), 3);
    Path log = TestLog.activeLog(directory);
    Files.move(log, folder.resolve("elsewhere"));
    Files.createSymbolicLink(log, folder.resolve("elsewhere"));
    assertThrows(InvalidRequestException.class, () -> Log.open(directory, LogOptions.defaults()));
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsReported() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("t-0"));
    Assumptions.assumeTrue(directory.toFile().setWritable(false) && !Files.isWritable(directory));
    assertThrows(StorageException.class, () -> Log.open(directory, LogOptions.defaults()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000000000.index",
        "00000000000000000000.timeindex",
        "00000000000000000000.snapshot"
      })
  void aDirectoryThatLostItsSegmentsIsRefusedAndLeftAlone(String name) throws IOException {
    Files.createFile(folder.resolve(name));
    assertThrows(InvalidRequestException.class, () -> Log.open(folder, LogOptions.defaults()));
    assertEquals(Set.of(name), TestLog.files(folder).keySet());
  }

  @Test
  void aDirectoryThatIsBeingRestoredIsNoLog() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), LogOptions.defaults(), 3);
    RestoringMark.set(Disk.local(), directory, "some-id");
    var refused = assertThrows(
        InvalidRequestException.class, () -> Log.open(directory, LogOptions.defaults()));
    assertTrue(refused.getMessage().contains("some-id"), refused.getMessage());
    RestoringMark.remove(Disk.local(), directory);
    Log.open(directory, LogOptions.defaults()).close();
  }

  @Test
  void leftoversAreSweptWhenTheLogIsOpened() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), TestLog.small(), 15);
    Set<String> before = TestLog.files(directory).keySet();
    for (String suffix : new String[] {".log.deleted", ".log.cleaned", ".index", ".timeindex"}) {
      Files.write(TestLog.file(directory, 3, suffix), new byte[24]);
    }
    Files.write(directory.resolve("leader-epoch-checkpoint.tmp"), new byte[5]);
    Log.open(directory, TestLog.small()).close();
    assertEquals(before, TestLog.files(directory).keySet());
  }

  @Test
  void damagedOutputOfACompactionIsAnErrorAndReplacesNothing() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), TestLog.small(), 15);
    Files.write(TestLog.file(directory, 0, ".log.swap"), new byte[5]);
    Map<String, ByteBuffer> before = TestLog.files(directory);
    assertThrows(CorruptionException.class, () -> Log.open(directory, TestLog.small()));
    assertEquals(before, TestLog.files(directory));
  }

  @Test
  void aSecondWriterInThisProcessIsLockedOut() throws IOException {
    Path directory = folder.resolve("t-0");
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      assertThrows(LockedException.class, () -> Log.open(directory, LogOptions.defaults()));
      assertEquals(0, log.append(TestRecords.one(0)));
    }
  }

  @Test
  void aSecondWriterByAnotherPathIsLockedOut() throws IOException {
    Path directory = folder.resolve("t-0");
    Path alias = Files.createSymbolicLink(folder.resolve("alias-0"), directory);
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      assertThrows(LockedException.class, () -> Log.open(alias, LogOptions.defaults()));
      assertEquals(0, log.append(TestRecords.one(0)));
    }
  }

  @Test
  void aFailedOpenReleasesTheLock() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), LogOptions.defaults(), 5);
    byte[] good = Files.readAllBytes(TestLog.activeLog(directory));
    TestLog.flipBit(TestLog.activeLog(directory), 70);
    Files.delete(directory.resolve(LogCheckpoint.FILE_NAME));
    assertThrows(
        io.segsnap.CorruptionException.class, () -> Log.open(directory, LogOptions.defaults()));
    Files.write(TestLog.activeLog(directory), good);
    Log.open(directory, LogOptions.defaults()).close();
  }

  @Test
  @Tag("exhaustive")
  void aSecondWriterInAnotherProcessIsToldOurProcessId() throws Exception {
    Path directory = folder.resolve("t-0");
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      log.append(TestRecords.one(0));
      String said = openInAnotherProcess(directory);
      assertTrue(said.contains("LockedException"), said);
      assertTrue(said.contains("process " + ProcessHandle.current().pid()), said);
    }
    assertFalse(openInAnotherProcess(directory).contains("Exception"));
  }

  /** The operating system drops a process's lock when the process closes any descriptor of the file. */
  @Test
  void aRefusedSecondWriterInThisProcessDoesNotLetInAnother() throws Exception {
    Path directory = folder.resolve("t-0");
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      log.append(TestRecords.one(0));
      assertThrows(LockedException.class, () -> Log.open(directory, LogOptions.defaults()));
      String said = openInAnotherProcess(directory);
      assertTrue(said.contains("LockedException"), said);
    }
  }

  private String openInAnotherProcess(Path directory) throws Exception {
    Path output = folder.resolve("output");
    Process child = new ProcessBuilder(
            Jvm.command(List.of(), OpenAndClose.class, directory.toString()))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    assertTrue(child.waitFor(60, TimeUnit.SECONDS));
    return Files.readString(output);
  }

  /** What the other process does. */
  static final class OpenAndClose {

    private OpenAndClose() {}

    public static void main(String[] args) throws IOException {
      Log.open(Path.of(args[0]), LogOptions.defaults()).close();
    }
  }

  @Test
  void leftoversAreSweptWhenALogIsCreatedAmongThem() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("t-0"));
    Files.write(TestLog.file(directory, 3, ".log.deleted"), new byte[24]);
    Files.write(directory.resolve("leader-epoch-checkpoint.tmp"), new byte[5]);
    Log.open(directory, TestLog.small()).close();
    Log.open(folder.resolve("new-0"), TestLog.small()).close();
    assertEquals(
        TestLog.files(folder.resolve("new-0")).keySet(),
        TestLog.files(directory).keySet());
  }
}
