/** How the cost of operations grows with threads, segments and bytes. */
@NullMarked
package io.segsnap.benchmarks.scaling;

import org.jspecify.annotations.NullMarked;
