/** JMH benchmarks, and the program that runs them. */
@NullMarked
package io.segsnap.benchmarks;

import org.jspecify.annotations.NullMarked;
