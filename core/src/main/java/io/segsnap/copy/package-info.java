/**
 * The copy engine: moves the bytes of files, or shares them, with a checksum per range, on a bounded number of
 * threads.
 */
@NullMarked
package io.segsnap.copy;

import org.jspecify.annotations.NullMarked;
