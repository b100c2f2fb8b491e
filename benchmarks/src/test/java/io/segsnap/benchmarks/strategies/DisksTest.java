package io.segsnap.benchmarks.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.kernels.BufferKernels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisksTest {

  @TempDir
  Path folder;

  private Path one;
  private Path other;

  @BeforeEach
  void makeDisks() throws Exception {
    one = Files.createDirectory(folder.resolve("one"));
    other = Files.createDirectory(folder.resolve("other"));
  }

  private Disks open(Path... paths) throws Exception {
    Settings settings = Settings.of(
            Settings.Suite.STRATEGIES, folder.resolve("work"), folder.resolve("reports"))
        .withSizeBytes(1 << 20);
    return Disks.open(Stream.of(paths).map(Path::toString).toList(), settings);
  }

  private static Cell cell(Path disk) {
    Map<String, List<String>> values =
        Map.of("disk", List.of(disk.toString()), "snapshots", List.of("10"));
    return Cells.matching("CatalogBenchmark", values).get(0);
  }

  @Test
  void everyCellWorksOnItsDisk() throws Exception {
    try (Disks disks = open(one, other)) {
      assertEquals(one, disks.places(cell(one)).work().getParent());
      assertEquals(other, disks.places(cell(other)).work().getParent());
    }
  }

  @Test
  void whatUsesNoDiskRunsAnywhere() throws Exception {
    Cell kernel = Cells.of(BufferKernels.class, Map.of()).get(0);
    try (Disks disks = open(one, other)) {
      assertEquals(one, disks.places(kernel).work().getParent());
    }
  }

  @Test
  void severalAreToldWithTheirFileSystems() throws Exception {
    try (Disks disks = open(one, other)) {
      List<List<String>> rows = disks.table(Clock.systemUTC()).get(0).rows();

      assertEquals(
          List.of(one.toString(), other.toString()),
          rows.stream().map(row -> row.get(0)).toList());
      assertEquals(Files.getFileStore(one).type(), rows.get(0).get(1));
    }
    try (Disks disks = open(one)) {
      assertEquals(List.of(), disks.table(Clock.systemUTC()));
    }
  }

  @Test
  void nothingIsLeftWhenOneIsNoFolder() throws Exception {
    Path none = folder.resolve("none");
    var e = assertThrows(IllegalArgumentException.class, () -> open(one, none));

    assertTrue(
        String.valueOf(e.getMessage()).startsWith("bench.params=disk=" + none), e::getMessage);
    try (Stream<Path> left = Files.list(one)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
