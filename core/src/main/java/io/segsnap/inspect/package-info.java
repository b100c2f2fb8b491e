/** What a log holds, whether all of it is sound, and a digest over its records. Nothing is changed. */
@NullMarked
package io.segsnap.inspect;

import org.jspecify.annotations.NullMarked;
