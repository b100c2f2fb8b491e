package io.segsnap.log;

/**
 * A segment as it was when asked for.
 *
 * @param baseOffset the offset in its file names
 * @param endOffset the next segment's base offset, for the last segment the log end offset
 * @param sizeBytes length of its {@code .log} file
 * @param sealed false for the active segment
 */
public record SegmentInfo(long baseOffset, long endOffset, long sizeBytes, boolean sealed) {}
