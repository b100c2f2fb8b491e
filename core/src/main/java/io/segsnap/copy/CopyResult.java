package io.segsnap.copy;

import io.segsnap.io.RangeChecksums;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * One file that was copied.
 *
 * @param name name of the source
 * @param lengthBytes length of the target
 * @param capture the strategy that took the file, never one that delegates
 * @param checksums of the bytes copied; empty for a linked or cloned file, which was not read
 * @param link attributes of a linked file when it was linked; empty for others
 */
public record CopyResult(
    String name,
    long lengthBytes,
    CopyStrategy capture,
    Optional<RangeChecksums> checksums,
    Optional<BasicFileAttributes> link) {}
