package io.segsnap.log;

import io.segsnap.format.IndexContents;
import io.segsnap.io.RangeChecksums;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sealed segment as the loader found it.
 *
 * @param baseOffset the offset in its names
 * @param sizeBytes length of its {@code .log} file
 * @param rebuilt its indexes where the stored ones can't be used or must not be trusted
 * @param checksums of its {@code .log} file, if all of it was read
 */
record LoadedSegment(
    long baseOffset,
    long sizeBytes,
    @Nullable IndexContents rebuilt,
    Optional<RangeChecksums> checksums) {}
