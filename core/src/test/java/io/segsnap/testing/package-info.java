/** What tests share. */
@NullMarked
package io.segsnap.testing;

import org.jspecify.annotations.NullMarked;
