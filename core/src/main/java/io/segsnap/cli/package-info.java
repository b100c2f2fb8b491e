/** The command line. */
@NullMarked
package io.segsnap.cli;

import org.jspecify.annotations.NullMarked;
