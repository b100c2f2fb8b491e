/**
 * Point-in-time snapshots of segmented commit logs in Apache Kafka's on-disk format. This package
 * holds the failures that all others report.
 */
@NullMarked
package io.segsnap;

import org.jspecify.annotations.NullMarked;
