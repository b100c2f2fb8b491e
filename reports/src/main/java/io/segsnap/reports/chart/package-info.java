/** Charts as data: what is to be seen, not how it is drawn. */
@NullMarked
package io.segsnap.reports.chart;

import org.jspecify.annotations.NullMarked;
