package io.segsnap.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segsnap.io.Disk;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyStrategyTest {

  @Test
  void shouldBeNamedInLowerCaseWithDashes() {
    assertEquals("off-heap", CopyStrategy.OFF_HEAP.toString());
  }

  @Test
  void shouldBeFoundByItsName() {
    for (CopyStrategy strategy : CopyStrategy.values()) {
      assertEquals(Optional.of(strategy), CopyStrategy.ofName(strategy.toString()));
    }
    assertEquals(Optional.empty(), CopyStrategy.ofName("OFF_HEAP"));
  }

  @Test
  void shouldPickClonesElseLinksForOwnedLogsElseCopies(@TempDir Path folder) throws IOException {
    Disk plain = new ScriptedDisk();
    Disk cloning = new ScriptedDisk().withClones();
    assertEquals(CopyStrategy.CLONE, CopyStrategy.pick(cloning, folder, folder, false));
    assertEquals(CopyStrategy.CLONE, CopyStrategy.pick(cloning, folder, folder, true));
    assertEquals(CopyStrategy.LINK, CopyStrategy.pick(plain, folder, folder, true));
    assertEquals(CopyStrategy.OFF_HEAP, CopyStrategy.pick(plain, folder, folder, false));
  }

  @Test
  void shouldNotPickLinksAcrossFileSystems(@TempDir Path folder) throws IOException {
    Path elsewhere = Path.of("/dev/shm");
    assumeTrue(Files.isDirectory(elsewhere), "no second file system here");
    Disk disk = Disk.local();
    assumeFalse(disk.mayLink(folder, elsewhere), "the temporary folder is in memory too");
    assertEquals(CopyStrategy.OFF_HEAP, CopyStrategy.pick(disk, folder, elsewhere, true));
  }
}
