/** Tests of the log generator. */
@NullMarked
package io.segsnap.generate;

import org.jspecify.annotations.NullMarked;
