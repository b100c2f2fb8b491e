/** The command line of reports. */
@NullMarked
package io.segsnap.reports.cli;

import org.jspecify.annotations.NullMarked;
