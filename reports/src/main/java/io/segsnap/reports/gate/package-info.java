/** What the gate measured, what it says, and the forms it says it in. */
@NullMarked
package io.segsnap.reports.gate;

import org.jspecify.annotations.NullMarked;
