/** How long an appender at a fixed rate is held up while snapshots are taken. */
@NullMarked
package io.segsnap.benchmarks.pause;

import org.jspecify.annotations.NullMarked;
