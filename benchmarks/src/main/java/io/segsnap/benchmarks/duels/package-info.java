/** segsnap beside a peer, in turns within one run, as ratios with a bar each. */
@NullMarked
package io.segsnap.benchmarks.duels;

import org.jspecify.annotations.NullMarked;
