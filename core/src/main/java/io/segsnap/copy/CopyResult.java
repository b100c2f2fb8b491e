package io.segsnap.copy;

import java.util.Optional;

/**
 * One file that was copied.
 *
 * @param name name of the source
 * @param lengthBytes length of the target
 * @param capture the strategy that took the file, never one that delegates
 * @param checksums of the bytes copied; empty for a linked file, which was not read
 */
public record CopyResult(
    String name, long lengthBytes, CopyStrategy capture, Optional<RangeChecksums> checksums) {}
