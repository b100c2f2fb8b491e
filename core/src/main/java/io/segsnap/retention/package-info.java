/** Which snapshots to keep: a pure function of snapshots, policy and time. */
@NullMarked
package io.segsnap.retention;

import org.jspecify.annotations.NullMarked;
