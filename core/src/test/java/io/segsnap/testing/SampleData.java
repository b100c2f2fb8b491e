package io.segsnap.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Partition directories that a real Kafka 4.3.1 broker wrote, from {@code /kafka-data/<case>.zip}: a
 * {@code log.dir} each, with one partition directory and the checkpoints beside it.
 */
public final class SampleData {

  /** Copied by hand after a clean shutdown, its active segment cut inside a batch. */
  public static final String TORN = "torn-truncated";

  /** The cases whose content a consumer has read, so that {@link #read} knows it. */
  public static final List<String> READ =
      List.of("compacted", "delete-records", "headers-nulls", "live-idle", "lz4", "txn");

  private static final String EXPECTED = "expected.json";

  private SampleData() {}

  /** The cases with known content, and {@link #TORN}. */
  public static List<String> cases() {
    return Stream.concat(READ.stream(), Stream.of(TORN)).toList();
  }

  /**
   * Unpacks a case.
   *
   * @param into gets a folder {@code <case>}, the {@code log.dir}
   * @return the partition directory in it
   */
  public static Path unpack(String name, Path into) throws IOException {
    Path logDir = Files.createDirectories(into.resolve(name));
    try (ZipInputStream zip = open(name)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = logDir.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    try (DirectoryStream<Path> partitions = Files.newDirectoryStream(logDir, "*-[0-9]")) {
      return partitions.iterator().next();
    }
  }

  /** What is known of a case: its {@code expected.json}. */
  public static JsonNode expected(String name) throws IOException {
    try (ZipInputStream zip = open(name)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(EXPECTED)) {
          return new ObjectMapper().readTree(zip.readAllBytes());
        }
      }
    }
    throw new FileNotFoundException(EXPECTED + " of " + name);
  }

  /** What a consumer read that sees every record. */
  public static Reading readUncommitted(String name) throws IOException {
    return read(name, "readUncommitted");
  }

  /** What a consumer read that skips aborted and open transactions. */
  public static Reading readCommitted(String name) throws IOException {
    return read(name, "readCommitted");
  }

  private static Reading read(String name, String isolation) throws IOException {
    JsonNode partition = expected(name).get("partitions").elements().next();
    return new ObjectMapper().treeToValue(partition.get(isolation), Reading.class);
  }

  private static ZipInputStream open(String name) throws IOException {
    String resource = "/kafka-data/" + name + ".zip";
    InputStream in = SampleData.class.getResourceAsStream(resource);
    if (in == null) {
      throw new FileNotFoundException(resource);
    }
    return new ZipInputStream(in);
  }

  /**
   * The content of a partition as a consumer saw it.
   *
   * @param beginningOffset log start offset
   * @param endOffset log end offset
   * @param records how many
   * @param firstOffset offset of the first record
   * @param lastOffset offset of the last
   * @param payloadBytes of keys, values and headers
   * @param minTimestamp smallest record timestamp
   * @param maxTimestamp largest record timestamp
   * @param sha256 over all records
   */
  public record Reading(
      long beginningOffset,
      long endOffset,
      long records,
      long firstOffset,
      long lastOffset,
      long payloadBytes,
      long minTimestamp,
      long maxTimestamp,
      String sha256) {}
}
