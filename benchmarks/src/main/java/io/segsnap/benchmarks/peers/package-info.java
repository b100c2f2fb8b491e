/** segsnap beside other programs that back up files or logs, on the same bytes. */
@NullMarked
package io.segsnap.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
