package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFolderTest {

  /** Of a path, on Linux and less elsewhere. */
  private static final int MOST_CHARACTERS = 4095;

  private static final int MOST_OF_NAME = 200;

  @TempDir
  Path folder;

  /** A folder that may be listed but not searched once kept the listing waiting for ever. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aSnapshotThatCanNotBeLookedAtIsAnErrorAndNotTakenForDeleted() throws IOException {
    Path near = folder.resolve("near");
    Files.createDirectories(near.resolve("snapshot-1700000000000000000"));
    Path far = soDeepThatNothingInItCanBeNamed(folder);
    Files.createDirectories(far.getParent());
    Files.move(near, far);
    try {
      SnapshotFolder snapshots = new SnapshotFolder(far);
      StorageException refused = assertThrows(StorageException.class, snapshots::ids);
      assertTrue(refused.getMessage().startsWith("examine " + far), refused.getMessage());
    } finally {
      Files.move(far, near);
    }
  }

  @Test
  void aSnapshotWhoseFilesCanNotBeLookedAtHasNoSize() throws IOException {
    Path near = folder.resolve("near");
    String id = "snapshot-1700000000000000000";
    Files.createDirectories(near.resolve(id));
    Files.createFile(near.resolve(id).resolve("00000000000000000000.log"));
    Path far = soDeepThatLittleInItCanBeNamed(folder, id.length() + 1);
    Files.createDirectories(far.getParent());
    Files.move(near, far);
    try {
      SnapshotFolder snapshots = new SnapshotFolder(far);
      assertEquals(List.of(id), snapshots.ids());
      assertThrows(StorageException.class, () -> SnapshotSizes.of(snapshots));
    } finally {
      Files.move(far, near);
    }
  }

  /** A file system lists names in an order of its own: that of making them, or of a hash. */
  @Test
  void theNewestIsFirstInWhateverOrderTheyWereMade() throws IOException {
    List<String> made =
        Stream.of(4, 7, 1, 8, 3, 6, 2, 9, 5).map(number -> "snapshot-" + number).toList();
    for (String id : made) {
      Files.createDirectory(folder.resolve(id));
    }
    assertEquals(
        made.stream().sorted(Comparator.reverseOrder()).toList(), new SnapshotFolder(folder).ids());
  }

  private static Path soDeepThatNothingInItCanBeNamed(Path start) {
    return soDeepThatLittleInItCanBeNamed(start, 0);
  }

  private static Path soDeepThatLittleInItCanBeNamed(Path start, int characters) {
    Path path = start;
    int left = MOST_CHARACTERS - characters - start.toString().length();
    while (left > 1) {
      String name = "d".repeat(Math.min(MOST_OF_NAME, left - 1));
      path = path.resolve(name);
      left -= name.length() + 1;
    }
    return path;
  }
}
