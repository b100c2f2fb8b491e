package io.segsnap.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.StorageException;
import io.segsnap.io.BufferPool;
import io.segsnap.io.DiskFile;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links and clones, of which no byte is copied. */
class SharedFilesTest {

  private static final FileTime TIME = FileTime.fromMillis(1_500_000_000_000L);

  @TempDir
  Path folder;

  private final ScriptedDisk disk = new ScriptedDisk();

  private CopyJob job(String name, int length, int declared, boolean sealed) throws IOException {
    Path from = Files.write(folder.resolve(name), new byte[length]);
    return new CopyJob(
        new TestSource(disk, from, declared, sealed),
        folder.resolve("copy-of-" + name),
        Optional.empty(),
        Optional.of(TIME));
  }

  private List<CopyResult> copy(CopyStrategy strategy, ProgressListener listener, CopyJob... jobs)
      throws IOException {
    CopyEngine engine = new CopyEngine(disk, new BufferPool(64 * 1024), Thread::new, Pacer.SYSTEM);
    return engine.copy(
        Arrays.asList(jobs),
        CopyOptions.of("copy").withStrategy(strategy).withThreads(1).withListener(listener));
  }

  @ParameterizedTest
  @EnumSource(names = {"LINK", "CLONE"})
  void countAsDoneInFull(CopyStrategy strategy) throws IOException {
    List<String> seen = new ArrayList<>();
    copy(
        strategy,
        (done, total) -> seen.add(done + " of " + total),
        job("a", 5, 5, true),
        job("b", 7, 7, true));
    assertEquals("12 of 12", seen.get(seen.size() - 1));
  }

  @Test
  void aCloneIsCutOnlyWhereItIsTooLong() throws IOException {
    copy(CopyStrategy.CLONE, (done, total) -> {}, job("a", 5, 5, true), job("b", 9, 7, false));
    assertEquals(
        List.of("truncate copy-of-b"),
        disk.calls().stream().filter(call -> call.startsWith("truncate")).toList());
    assertArrayEquals(new byte[7], Files.readAllBytes(folder.resolve("copy-of-b")));
  }

  @Test
  void aCloneGetsTheTimeItIsToHave() throws IOException {
    copy(CopyStrategy.CLONE, (done, total) -> {}, job("a", 5, 5, true));
    assertEquals(TIME, Files.getLastModifiedTime(folder.resolve("copy-of-a")));
  }

  @ParameterizedTest
  @EnumSource(names = {"LINK", "CLONE"})
  void aSealedFileOfAnotherLengthIsRefused(CopyStrategy strategy) throws IOException {
    for (int length : new int[] {4, 6}) {
      CopyJob job = job("a", length, 5, true);
      CorruptionException refused =
          assertThrows(CorruptionException.class, () -> copy(strategy, (done, total) -> {}, job));
      assertEquals("5 bytes", refused.expected());
      assertEquals(length + " bytes", refused.actual());
    }
  }

  /** A link is the source's own file, and the system tells nobody else. */
  @ParameterizedTest
  @EnumSource(names = {"LINK", "CLONE"})
  void onlyASourceThatIsLinkedIsToldOfAFailedSync(CopyStrategy strategy) throws IOException {
    Path from = Files.write(folder.resolve("a"), new byte[5]);
    List<IOException> told = new ArrayList<>();
    CopySource source = new TestSource(disk, from, 5, true) {
      @Override
      public void syncFailed(IOException problem) {
        told.add(problem);
      }
    };
    disk.failingOn("sync copy-of-a");
    CopyJob job = new CopyJob(source, folder.resolve("copy-of-a"));
    StorageException failed =
        assertThrows(StorageException.class, () -> copy(strategy, (done, total) -> {}, job));
    assertEquals(strategy == CopyStrategy.LINK ? List.of(failed) : List.of(), told);
  }

  @Test
  void aSourceThatDoesNotSayIsNotKnownToBeOnDisk() {
    CopySource source = new CopySource() {
      @Override
      public String name() {
        return "a";
      }

      @Override
      public long lengthBytes() {
        return 0;
      }

      @Override
      public boolean isSealed() {
        return true;
      }

      @Override
      public DiskFile open() {
        throw new UnsupportedOperationException();
      }

      @Override
      public void linkTo(Path link) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void cloneTo(Path clone) {
        throw new UnsupportedOperationException();
      }
    };
    assertFalse(source.isDurable());
    assertTrue(source.isStored());
  }
}
