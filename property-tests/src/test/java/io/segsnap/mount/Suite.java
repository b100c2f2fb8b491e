package io.segsnap.mount;

import java.util.ArrayList;
import java.util.List;

/** The tests that work on files, and do not choose where. */
final class Suite {

  private static final List<String> SHORT =
      List.of("snapshot.SharingTest", "snapshot.RestoreTest", "properties.SnapshotProperties");

  private static final List<String> LONG = List.of(
      "copy.CopyEngineTest",
      "snapshot.BadDiskTest",
      "snapshot.CatalogTest",
      "snapshot.CleanupTest",
      "snapshot.DifferentialRestoreTest",
      "format.FileSumsTest",
      "snapshot.RestoreRangeTest",
      "snapshot.SnapshotFaultTest",
      "snapshot.SnapshotManagerTest",
      "snapshot.VerifyTest",
      "log.LogDeleteTest",
      "log.LogFaultsTest",
      "log.LogRecoveryTest",
      "log.LogRollTest",
      "log.LogTruncateTest",
      "crash.FaultTest",
      "crash.FullDiskFaultTest",
      "crash.CrashPointTest",
      "model.ModelProperties",
      "properties.AliasingProperties",
      "properties.DifferentialRestoreProperties",
      "properties.EveryWayProperties",
      "properties.LogModelProperties",
      "properties.OneInstantTest");

  private Suite() {}

  /** Most of them are of packages that keep them to themselves, hence by name. */
  static List<String> classes(boolean isDeep) {
    List<String> names = new ArrayList<>(SHORT);
    if (isDeep) {
      names.addAll(LONG);
    }
    return names.stream().map(name -> "io.segsnap." + name).toList();
  }
}
