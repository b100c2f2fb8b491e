/** Copy strategies compared: JMH benchmarks, and the suite that runs them in turns. */
@NullMarked
package io.segsnap.benchmarks.strategies;

import org.jspecify.annotations.NullMarked;
