/**
 * Apache Kafka's on-disk format: views over off-heap memory of record batches, indexes, producer
 * snapshots and checkpoints. Nothing here writes a file.
 */
@NullMarked
package io.segsnap.format;

import org.jspecify.annotations.NullMarked;
