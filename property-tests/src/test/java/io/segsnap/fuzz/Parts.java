package io.segsnap.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Several files in one input: a byte of choices, then for each file the separator, its name, a zero,
 * and its content. A mutation within one file leaves the others alone.
 */
public final class Parts {

  /** Stands before each file. */
  public static final String SEPARATOR = "~FILE~";

  private static final byte[] SEPARATOR_BYTES = SEPARATOR.getBytes(ISO_8859_1);
  private static final int MAX_FILES = 24;
  private static final Pattern PATH =
      Pattern.compile("(?:[A-Za-z0-9._-]{1,60}/)?[A-Za-z0-9._-]{1,60}");
  private static final Pattern DOTS = Pattern.compile("(?:.*/)?\\.{1,2}(?:/.*)?");

  private final int choices;
  private final Map<String, byte[]> files;

  private Parts(int choices, Map<String, byte[]> files) {
    this.choices = choices;
    this.files = files;
  }

  /** Takes an input apart; what has no usable name is left out. */
  public static Parts of(byte[] input) {
    Map<String, byte[]> files = new TreeMap<>();
    int start = next(input, 0);
    while (start < input.length && files.size() < MAX_FILES) {
      int from = start + SEPARATOR_BYTES.length;
      start = next(input, from);
      int zero = from;
      while (zero < start && input[zero] != 0) {
        zero++;
      }
      String name = new String(input, from, zero - from, ISO_8859_1);
      if (PATH.matcher(name).matches() && !DOTS.matcher(name).matches()) {
        files.put(name, Arrays.copyOfRange(input, Math.min(zero + 1, start), start));
      }
    }
    return new Parts(input.length == 0 ? 0 : input[0], files);
  }

  private static int next(byte[] input, int from) {
    for (int at = from; at + SEPARATOR_BYTES.length <= input.length; at++) {
      if (Arrays.equals(
          input, at, at + SEPARATOR_BYTES.length, SEPARATOR_BYTES, 0, SEPARATOR_BYTES.length)) {
        return at;
      }
    }
    return input.length;
  }

  /** The input that {@link #of} takes apart into these. */
  public static byte[] join(int choices, Map<String, byte[]> files) {
    var out = new ByteArrayOutputStream();
    out.write(choices);
    files.forEach((name, content) -> {
      out.writeBytes(SEPARATOR_BYTES);
      out.writeBytes(name.getBytes(ISO_8859_1));
      out.write(0);
      out.writeBytes(content);
    });
    return out.toByteArray();
  }

  /** Whether the choice of that number, 0 to 7, is made. */
  public boolean has(int choice) {
    return (choices >> choice & 1) == 1;
  }

  /** The content of a file, empty where there is none of that name. */
  public byte[] get(String name) {
    return files.getOrDefault(name, new byte[0]);
  }

  public Map<String, byte[]> files() {
    return files;
  }

  /** Writes the files whose names allow it, with the checksums made right where that is chosen. */
  public void write(Path directory) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      if (Files.isRegularFile(path.getParent()) || Files.exists(path)) {
        continue;
      }
      Files.createDirectories(path.getParent());
      Files.write(
          path, has(0) ? Checksums.repaired(file.getKey(), file.getValue()) : file.getValue());
    }
  }
}
