package io.segsnap.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.segsnap.CorruptionException;
import io.segsnap.io.AtomicFile;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@link Log} knows about a partition directory beyond its segments, in the file {@code
 * segsnap-checkpoint}. Kafka keeps the like in the root of its {@code log.dir} and ignores this.
 *
 * <pre>
 * segsnap-checkpoint 1
 * state clean|open
 * recovery-point 42       all batches below are valid and on disk, and segments that are empty always were
 * log-start-offset 7      first offset that readers may see
 * log-end-offset 42       the log reaches at least that far on disk
 * active-bytes 4096       length of the last .log file as of a clean close
 * </pre>
 *
 * @param clean whether the log was closed, so that all of it can be trusted
 * @param recoveryPoint opening checks the segments from the one that holds this offset on
 * @param logStartOffset first visible offset
 * @param logEndOffset the log end offset at the close; in an open log, one up to which all is on disk
 * @param activeBytes length of the active segment at the close
 */
public record LogCheckpoint(
    boolean clean, long recoveryPoint, long logStartOffset, long logEndOffset, long activeBytes) {

  public static final String FILE_NAME = "segsnap-checkpoint";

  private static final Pattern FORMAT = Pattern.compile("""
          segsnap-checkpoint 1
          state (clean|open)
          recovery-point (\\d{1,19})
          log-start-offset (\\d{1,19})
          log-end-offset (\\d{1,19})
          active-bytes (\\d{1,19})
          """);

  /** The checkpoint of a directory that was just closed, or restored, in full. */
  public static LogCheckpoint clean(long logStartOffset, long logEndOffset, long activeBytes) {
    return new LogCheckpoint(true, logEndOffset, logStartOffset, logEndOffset, activeBytes);
  }

  /** Reads a directory's checkpoint; empty where there is none. */
  public static Optional<LogCheckpoint> read(Path directory) throws IOException {
    Path file = directory.resolve(FILE_NAME);
    Optional<byte[]> content = SmallFile.read(file);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(new String(content.get(), ISO_8859_1)));
    } catch (IllegalArgumentException e) {
      throw new CorruptionException(
          "open",
          file,
          -1,
          "a segsnap checkpoint of version 1",
          "other content",
          "delete the file to have every segment checked");
    }
  }

  private static LogCheckpoint parse(String text) {
    Matcher fields = FORMAT.matcher(text);
    if (!fields.matches()) {
      throw new IllegalArgumentException(text);
    }
    return new LogCheckpoint(
        fields.group(1).equals("clean"),
        Long.parseLong(fields.group(2)),
        Long.parseLong(fields.group(3)),
        Long.parseLong(fields.group(4)),
        Long.parseLong(fields.group(5)));
  }

  /** Replaces the directory's checkpoint atomically and durably. */
  public void write(Disk disk, Path directory) throws IOException {
    AtomicFile.write(disk, directory.resolve(FILE_NAME), toBytes());
  }

  /** The file's content. */
  public byte[] toBytes() {
    return """
        segsnap-checkpoint 1
        state %s
        recovery-point %d
        log-start-offset %d
        log-end-offset %d
        active-bytes %d
        """.formatted(
            clean ? "clean" : "open", recoveryPoint, logStartOffset, logEndOffset, activeBytes)
        .getBytes(US_ASCII);
  }
}
