/** Tests of the inspection of logs. */
@NullMarked
package io.segsnap.inspect;

import org.jspecify.annotations.NullMarked;
