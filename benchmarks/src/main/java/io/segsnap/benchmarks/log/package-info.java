/** The log against Kafka's own, as ratios within one run. */
@NullMarked
package io.segsnap.benchmarks.log;

import org.jspecify.annotations.NullMarked;
