/** A segmented commit log in Apache Kafka's on-disk format, one partition directory each. */
@NullMarked
package io.segsnap.log;

import org.jspecify.annotations.NullMarked;
