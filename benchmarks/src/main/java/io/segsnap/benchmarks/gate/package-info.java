/** The gate: compares two builds of core, alternating between them, and says whether one is slower. */
@NullMarked
package io.segsnap.benchmarks.gate;

import org.jspecify.annotations.NullMarked;
