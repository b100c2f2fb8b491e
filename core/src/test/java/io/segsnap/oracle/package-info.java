/** Kafka's own log code as the judge of what segsnap writes and reads. For tests of any package. */
@NullMarked
package io.segsnap.oracle;

import org.jspecify.annotations.NullMarked;
