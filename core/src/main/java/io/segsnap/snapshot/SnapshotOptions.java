package io.segsnap.snapshot;

import io.segsnap.copy.Pacer;
import io.segsnap.io.Disk;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * What a {@link SnapshotManager} works with.
 *
 * @param snapshotDirectory where snapshots are kept; empty (the default) means {@code .snapshots}
 *     in the log directory. Never a folder directly under a Kafka {@code log.dir}: the broker
 *     would refuse to start
 * @param disk every mutating file call goes through it; default {@link Disk#local()}
 * @param clock dates snapshots and gives them their ids; default the system clock
 * @param threadFactory makes the threads of a call, which end before it returns
 * @param pacer the time that limits of bytes per second go by; default {@link Pacer#SYSTEM}
 */
public record SnapshotOptions(
    Optional<Path> snapshotDirectory,
    Disk disk,
    Clock clock,
    ThreadFactory threadFactory,
    Pacer pacer) {

  /**
   * The defaults.
   *
   * @return options for snapshots inside the log directory
   */
  public static SnapshotOptions defaults() {
    return new SnapshotOptions(
        Optional.empty(),
        Disk.local(),
        Clock.systemUTC(),
        Executors.defaultThreadFactory(),
        Pacer.SYSTEM);
  }

  /**
   * Changes the folder.
   *
   * @param newDirectory holds the snapshots; created at need
   * @return a changed copy
   */
  public SnapshotOptions withSnapshotDirectory(Path newDirectory) {
    return new SnapshotOptions(Optional.of(newDirectory), disk, clock, threadFactory, pacer);
  }

  /**
   * Changes the disk.
   *
   * @param newDisk to write through
   * @return a changed copy
   */
  public SnapshotOptions withDisk(Disk newDisk) {
    return new SnapshotOptions(snapshotDirectory, newDisk, clock, threadFactory, pacer);
  }

  /**
   * Changes the clock.
   *
   * @param newClock read once for each snapshot
   * @return a changed copy
   */
  public SnapshotOptions withClock(Clock newClock) {
    return new SnapshotOptions(snapshotDirectory, disk, newClock, threadFactory, pacer);
  }

  /**
   * Changes the thread factory.
   *
   * @param newFactory makes threads
   * @return a changed copy
   */
  public SnapshotOptions withThreadFactory(ThreadFactory newFactory) {
    return new SnapshotOptions(snapshotDirectory, disk, clock, newFactory, pacer);
  }

  /**
   * Changes the pacer.
   *
   * @param newPacer tells and waits
   * @return a changed copy
   */
  public SnapshotOptions withPacer(Pacer newPacer) {
    return new SnapshotOptions(snapshotDirectory, disk, clock, threadFactory, newPacer);
  }
}
