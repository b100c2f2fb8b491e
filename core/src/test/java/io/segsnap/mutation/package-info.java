/** What mutation testing found, set against the list of mutants that are allowed to survive. */
@NullMarked
package io.segsnap.mutation;

import org.jspecify.annotations.NullMarked;
