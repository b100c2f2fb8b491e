package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.PhysicalReference;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.reports.Environment;
import io.segsnap.reports.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The disks that benchmarks run on, each with a folder that goes when closed. */
final class Disks implements AutoCloseable {

  private final Map<String, Disk> disks = new LinkedHashMap<>();

  private record Disk(WorkFolder folder, TestBed bed, Support support) {}

  private Disks() {}

  /**
   * Makes the folders.
   *
   * @param names values of the parameter {@value DiskBenchmark#DISK}
   * @throws IllegalArgumentException if one is no folder
   */
  static Disks open(List<String> names, Settings settings) throws Exception {
    Disks disks = new Disks();
    try {
      for (String name : names) {
        disks.add(name, settings);
      }
      return disks;
    } catch (Exception e) {
      disks.close();
      throw e;
    }
  }

  private void add(String name, Settings settings) throws Exception {
    Path parent = settings.workParent();
    if (!name.equals(DiskBenchmark.WORK)) {
      parent = Path.of(name);
      if (!Files.isDirectory(parent)) {
        throw new IllegalArgumentException(
            "bench.params=disk=" + name + ": no folder there; name one on the disk to measure");
      }
    }
    WorkFolder folder = WorkFolder.in(parent);
    try {
      TestBed bed = TestBed.of(settings, folder.path());
      Path linked = settings.directory().orElse(folder.path());
      disks.put(name, new Disk(folder, bed, Support.detect(folder.path(), linked)));
    } catch (Exception e) {
      folder.close();
      throw e;
    }
  }

  /** The first, for what is measured once. */
  TestBed bed() {
    return first().bed();
  }

  private Disk first() {
    return disks.values().iterator().next();
  }

  Places places(Cell cell) {
    return disk(cell).bed().places();
  }

  private Disk disk(Cell cell) {
    return disks.getOrDefault(cell.param(DiskBenchmark.DISK), first()); // kernels use none
  }

  /** Why a cell can't be measured: what its disk can't, or the room that is left there now. */
  Optional<String> problem(Cell cell) {
    Disk disk = disk(cell);
    return disk.support().problem(cell).or(() -> disk.bed().places().problem(cell));
  }

  /** What each can do at most. */
  List<Table> limits() throws Exception {
    List<Table> tables = new ArrayList<>();
    for (var disk : disks.entrySet()) {
      TestBed bed = disk.getValue().bed();
      Table limits = PhysicalReference.measure(bed.log(), bed.places().work());
      String title = limits.title() + (disks.size() == 1 ? "" : ", " + disk.getKey());
      tables.add(new Table(title, limits.columns(), limits.rows(), limits.notes()));
    }
    return tables;
  }

  /** What lies behind the names, if there are several. */
  List<Table> table(Clock clock) throws IOException {
    if (disks.size() == 1) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    for (var disk : disks.entrySet()) {
      Path folder = disk.getValue().folder().path();
      Map<String, String> facts =
          Environment.detect(folder, Settings.SEED, clock).facts();
      rows.add(List.of(
          disk.getKey(),
          facts.getOrDefault("file system", ""),
          facts.getOrDefault("mount options", "")));
    }
    return List.of(
        new Table("Disks", List.of("disk", "file system", "mount options"), rows, List.of()));
  }

  /** See {@link WorkFolder#rescue}. */
  void rescue(Throwable failure, WorkFolder.Rescue rescue) {
    first().folder().rescue(failure, rescue);
  }

  @Override
  public void close() throws IOException {
    for (Disk disk : disks.values()) {
      disk.folder().close();
    }
  }
}
