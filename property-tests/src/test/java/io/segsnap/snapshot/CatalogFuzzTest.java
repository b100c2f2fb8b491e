package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.segsnap.fuzz.Checksums;
import io.segsnap.fuzz.FuzzTarget;
import io.segsnap.io.Disk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;

/** {@code snapshots.json}: whatever it holds, what is published is listed, and it can be replaced. */
class CatalogFuzzTest extends FuzzTarget {

  private static final int FIXED_BYTES = 4 << 20;
  private static final int BYTES_FOR_EACH = 128;

  private SnapshotFolder folder;

  @BeforeAll
  void publishOne() throws IOException {
    Path log = TestLogs.create(scratch().resolve("orders-0"), 1);
    folder = new SnapshotFolder(scratch().resolve("snapshots"));
    SnapshotManager.open(log, SnapshotOptions.defaults().withSnapshotDirectory(folder.path()))
        .create(CreateOptions.defaults());
  }

  @FuzzTest
  void isReadOrRebuilt(byte[] data) throws IOException {
    count();
    long bound = FIXED_BYTES + (long) BYTES_FOR_EACH * data.length;
    bounded(bound, () -> use(data));
    byte[] sealed = Checksums.json(data);
    bounded(bound, () -> use(sealed));
  }

  private void use(byte[] content) throws IOException {
    Files.write(folder.catalog(), content);
    Catalog catalog = new Catalog(Disk.local(), folder);
    Catalog.Content before = catalog.load();
    assertEquals(1, before.entries().size());
    long last = catalog.lastNumber();
    assertTrue(last >= folder.lastNumber());
    catalog.rewrite();
    assertTrue(catalog.load().isCurrent());
    assertEquals(before.entries(), catalog.load().entries());
    assertEquals(last, catalog.lastNumber());
  }
}
