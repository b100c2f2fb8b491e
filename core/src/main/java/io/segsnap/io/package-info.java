/**
 * Files, buffers, checksums, locks and atomic publication. {@link io.segsnap.io.Disk} is the one seam through
 * which every mutating file call of segsnap goes.
 */
@NullMarked
package io.segsnap.io;

import org.jspecify.annotations.NullMarked;
