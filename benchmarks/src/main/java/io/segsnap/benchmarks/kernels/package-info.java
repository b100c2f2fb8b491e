/** Kinds of buffers compared in what segsnap does with them. */
@NullMarked
package io.segsnap.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
