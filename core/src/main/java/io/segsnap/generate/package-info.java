/** Logs to try things on. */
@NullMarked
package io.segsnap.generate;

import org.jspecify.annotations.NullMarked;
