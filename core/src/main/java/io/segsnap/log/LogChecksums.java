package io.segsnap.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.segsnap.format.FileKind;
import io.segsnap.io.AtomicFile;
import io.segsnap.io.Disk;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * The checksums of a closed log's files, in the file {@code .segsnap-checksums}: the log computed them
 * while it wrote, so that a snapshot knows them without reading. They hold for a file as long as it
 * has the length and the modification time that it had; a line for any other file says nothing.
 *
 * <pre>
 * segsnap-checksums 1
 * &lt;file&gt; &lt;length&gt; &lt;modified, ns since the epoch&gt; &lt;CRC-32C of each 4 MiB, 8 hexadecimal digits each&gt;
 * ...
 * crc &lt;CRC-32C of the lines above&gt;
 * </pre>
 *
 * Not thread safe while entries are added.
 */
public final class LogChecksums {

  public static final String FILE_NAME = ".segsnap-checksums";

  private static final String HEADER = "segsnap-checksums 1\n";
  private static final int TRAILER_LENGTH = "crc 01234567\n".length();
  private static final int FIELDS = 4;

  private record Entry(long modifiedNanos, RangeChecksums checksums) {}

  private final Map<String, Entry> entries = new HashMap<>();

  /** What a directory says; nothing where the file is missing or damaged, for it can be done without. */
  static LogChecksums read(Path directory) throws IOException {
    return SmallFile.read(directory.resolve(FILE_NAME))
        .flatMap(content -> parse(new String(content, ISO_8859_1)))
        .orElseGet(LogChecksums::new);
  }

  private static Optional<LogChecksums> parse(String text) {
    int end = Math.max(HEADER.length(), text.length() - TRAILER_LENGTH);
    if (!text.startsWith(HEADER) || !text.endsWith(trailer(text.substring(0, end)))) {
      return Optional.empty();
    }
    LogChecksums parsed = new LogChecksums();
    boolean isGood = text.substring(HEADER.length(), end)
        .lines()
        .allMatch(line -> parsed.parseLine(line.split(" ", -1)));
    return isGood ? Optional.of(parsed) : Optional.empty();
  }

  private boolean parseLine(String[] fields) {
    if (fields.length != FIELDS) {
      return false;
    }
    try {
      long length = Long.parseLong(fields[1]);
      if (length < 0) {
        return false;
      }
      Optional<RangeChecksums> checksums = RangeChecksums.parse(length, fields[3]);
      long modified = Long.parseLong(fields[2]);
      checksums.ifPresent(known -> entries.put(fields[0], new Entry(modified, known)));
      return checksums.isPresent();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String trailer(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(ISO_8859_1));
    return String.format("crc %08x\n", crc.getValue());
  }

  /** What is known of a file that has these attributes now. */
  Optional<RangeChecksums> of(String name, BasicFileAttributes file) {
    Entry entry = entries.get(name);
    if (entry == null
        || entry.checksums.lengthBytes() != file.size()
        || entry.modifiedNanos != modifiedNanos(file)) {
      return Optional.empty();
    }
    return Optional.of(entry.checksums);
  }

  private static long modifiedNanos(BasicFileAttributes file) {
    return file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }

  /** Notes the checksums, if they are known, of a file as it is now. */
  void add(Segment segment, FileKind kind, Optional<RangeChecksums> checksums) throws IOException {
    if (checksums.isPresent()) {
      segment
          .attributes(kind)
          .filter(file -> file.size() == checksums.get().lengthBytes())
          .ifPresent(file -> entries.put(
              kind.nameOf(segment.baseOffset()), new Entry(modifiedNanos(file), checksums.get())));
    }
  }

  /** Replaces the directory's file atomically and durably. */
  void write(Disk disk, Path directory) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    entries.forEach((name, entry) -> text.append(name)
        .append(' ')
        .append(entry.checksums.lengthBytes())
        .append(' ')
        .append(entry.modifiedNanos)
        .append(' ')
        .append(entry.checksums.toHex())
        .append('\n'));
    String lines = text.toString();
    AtomicFile.write(
        disk, directory.resolve(FILE_NAME), (lines + trailer(lines)).getBytes(US_ASCII));
  }
}
