package io.segsnap.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.copy.RangeInputStream;
import io.segsnap.copy.RangeOutputStream;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON file that protects itself. It starts with
 *
 * <pre>
 * {
 *   "formatVersion" : 1,
 *   "checksum" : "&lt;SHA-256 of the file with these 64 digits as zeros&gt;",
 * </pre>
 *
 * and is written and read as a stream, for it may describe very many files.
 */
final class SealedJson {

  static final String STAGED_SUFFIX = ".tmp";

  /** The newest version of both manifest and catalog. */
  static final int FORMAT_VERSION = 1;

  private static final long MAX_BYTES = 256L * 1024 * 1024;
  private static final int HEAD_BYTES = 256;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String NO_DIGEST = "0".repeat(64);
  private static final Pattern HEAD =
      Pattern.compile("\\{\\s*\"formatVersion\"\\s*:\\s*(\\d{1,9})\\s*,.*", Pattern.DOTALL);
  private static final Pattern SEAL =
      Pattern.compile("[^,]*,\\s*\"checksum\"\\s*:\\s*\"([0-9a-f]{64})\".*", Pattern.DOTALL);

  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the fields after the head. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** Reads the fields after the head; the parser stands before the first. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(JsonReader json) throws IOException;
  }

  private SealedJson() {}

  /** Replaces {@code path} atomically; a leftover of an earlier crash is replaced too. */
  static void write(Disk disk, Path path, boolean synced, Body body) throws IOException {
    Path staged = path.resolveSibling(path.getFileName() + STAGED_SUFFIX);
    deleteIfExists(disk, staged);
    try {
      try (DiskFile file = disk.create(staged)) {
        writeTo(file, body);
        if (synced) {
          file.sync();
        }
      }
      disk.rename(staged, path);
    } catch (IOException | RuntimeException | Error e) {
      Cleanup.after(e, () -> deleteIfExists(disk, staged));
      throw e;
    }
    if (synced) {
      disk.syncDirectory(path.toAbsolutePath().resolveSibling(""));
    }
  }

  private static void deleteIfExists(Disk disk, Path path) throws IOException {
    if (Files.exists(path)) {
      disk.delete(path);
    }
  }

  private static void writeTo(DiskFile file, Body body) throws IOException {
    MessageDigest digest = sha256();
    RangeOutputStream raw = new RangeOutputStream(file, 0);
    OutputStream out = new BufferedOutputStream(new DigestOutputStream(raw, digest), BUFFER_BYTES);
    long digits;
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(indenter));
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT_VERSION);
      json.writeStringField("checksum", NO_DIGEST);
      json.flush();
      digits = raw.position() - 1 - NO_DIGEST.length();
      body.write(json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
    byte[] hex = HexFormat.of().formatHex(digest.digest()).getBytes(US_ASCII);
    file.write(ByteBuffer.wrap(hex), digits);
  }

  /**
   * Reads a file.
   *
   * @throws CorruptionException if it is damaged
   * @throws InvalidRequestException if it has a version that this release does not know
   */
  static <T> T read(Disk disk, Path path, String operation, Parser<T> parser) throws IOException {
    try (DiskFile file = disk.openForRead(path)) {
      checkSeal(file, operation);
      try (JsonParser json = JSON.createParser(new RangeInputStream(file, 0, file.size()))) {
        return parser.parse(JsonReader.afterHead(json, path, operation));
      }
    } catch (JsonProcessingException e) {
      throw damaged(
          operation, path, e.getLocation().getByteOffset(), "valid JSON", e.getOriginalMessage());
    }
  }

  private static void checkSeal(DiskFile file, String operation) throws IOException {
    Path path = file.path();
    long size = file.size();
    if (size > MAX_BYTES) {
      throw damaged(operation, path, -1, "at most " + MAX_BYTES + " bytes", size + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES);
    file.readFully(bytes, 0);
    String head = new String(bytes.array(), 0, bytes.position(), US_ASCII);
    Matcher version = HEAD.matcher(head);
    if (!version.matches()) {
      throw damaged(
          operation, path, 0, "a file that starts with its format version", "other content");
    }
    if (Integer.parseInt(version.group(1)) != FORMAT_VERSION) {
      throw new InvalidRequestException(
          operation,
          path,
          "format version " + version.group(1) + ", written by a newer segsnap",
          "use that version");
    }
    Matcher seal = SEAL.matcher(head);
    if (!seal.matches()) {
      throw damaged(
          operation, path, 0, "a SHA-256 of 64 digits after the version", "other content");
    }
    String actual = digest(file, size, seal.start(1));
    if (!actual.equals(seal.group(1))) {
      throw damaged(operation, path, -1, "SHA-256 " + seal.group(1), actual);
    }
  }

  private static String digest(DiskFile file, long size, int digits) throws IOException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[BUFFER_BYTES];
    try (InputStream in = new RangeInputStream(file, 0, size)) {
      int head = in.readNBytes(chunk, 0, HEAD_BYTES);
      System.arraycopy(NO_DIGEST.getBytes(US_ASCII), 0, chunk, digits, NO_DIGEST.length());
      digest.update(chunk, 0, head);
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        digest.update(chunk, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static CorruptionException damaged(
      String operation, Path path, long position, String expected, String actual) {
    return new CorruptionException(
        operation, path, position, expected, actual, "the file is damaged");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
