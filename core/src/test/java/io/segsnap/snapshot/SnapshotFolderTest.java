package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static Path soDeepThatNothingInItCanBeNamed(Path start) {
    Path path = start;
    int left = MOST_CHARACTERS - start.toString().length();
    while (left > 1) {
      String name = "d".repeat(Math.min(MOST_OF_NAME, left - 1));
      path = path.resolve(name);
      left -= name.length() + 1;
    }
    return path;
  }
}
