/**
 * What runs in a worker JVM, beside the core of one of the two builds. It uses only API that both
 * builds have, so it keeps to that which core promises: {@code Log}, {@code SnapshotManager}, their
 * options, and {@code io.Disk} by reflection.
 */
@NullMarked
package io.segsnap.benchmarks.gate.worker;

import org.jspecify.annotations.NullMarked;
