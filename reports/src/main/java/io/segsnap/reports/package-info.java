/** Tables, verdicts and exit codes from results. */
@NullMarked
package io.segsnap.reports;

import org.jspecify.annotations.NullMarked;
