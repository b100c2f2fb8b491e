package io.segsnap.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.segsnap.format.RecordBatch;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** Makes the checksums of an input right, so that what is behind them is reached. */
public final class Checksums {

  private static final String NO_DIGEST = "0".repeat(64);
  private static final String HEAD = "{\"formatVersion\":1,\"checksum\":\"" + NO_DIGEST + "\"";
  private static final Pattern SEAL = Pattern.compile("\"checksum\"\\s*:\\s*\"([0-9a-f]{64})\"");
  private static final int HEAD_BYTES = 256;
  private static final int PRODUCERS_HEADER_BYTES = 6;

  private Checksums() {}

  /** The content of a file with the checksums that its kind has. */
  public static byte[] repaired(String name, byte[] content) {
    if (name.endsWith(".log") || name.endsWith(".log.swap")) {
      return batches(content);
    }
    if (name.endsWith(".snapshot")) {
      return producers(content);
    }
    return name.endsWith(".json") ? json(content) : content;
  }

  /** Batches with their CRCs, as far as their lengths lead. */
  public static byte[] batches(byte[] content) {
    ByteBuffer repaired = ByteBuffer.wrap(content.clone());
    RecordBatch batch = new RecordBatch();
    int at = 0;
    while (repaired.capacity() - at >= RecordBatch.HEADER_BYTES) {
      batch.wrap(repaired, at);
      int size = batch.sizeBytes();
      if (size < RecordBatch.HEADER_BYTES || size > repaired.capacity() - at) {
        break;
      }
      if (!batch.isLegacy()) {
        repaired.putInt(at + RecordBatch.OFFSET_OF_CRC, batch.computedCrc());
      }
      at += size;
    }
    return repaired.array();
  }

  /** A producer snapshot with its CRC. */
  public static byte[] producers(byte[] content) {
    byte[] repaired = content.clone();
    if (repaired.length > PRODUCERS_HEADER_BYTES) {
      CRC32C crc = new CRC32C();
      crc.update(repaired, PRODUCERS_HEADER_BYTES, repaired.length - PRODUCERS_HEADER_BYTES);
      ByteBuffer.wrap(repaired).putInt(2, (int) crc.getValue());
    }
    return repaired;
  }

  /** A sealed file with its SHA-256, after a head of its own where it has none. */
  public static byte[] json(byte[] content) {
    String text = new String(content, ISO_8859_1);
    Matcher seal = SEAL.matcher(text);
    if (!seal.find() || seal.end() > HEAD_BYTES) {
      text = HEAD + text;
      seal.reset(text).find();
    }
    StringBuilder sealed = new StringBuilder(text);
    sealed.replace(seal.start(1), seal.end(1), NO_DIGEST);
    String digest = HexFormat.of().formatHex(sha256(sealed.toString().getBytes(ISO_8859_1)));
    sealed.replace(seal.start(1), seal.end(1), digest);
    return sealed.toString().getBytes(ISO_8859_1);
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
