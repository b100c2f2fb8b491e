package io.segsnap.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.format.FileKind;
import io.segsnap.io.Disk;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code manifest.json} says of a snapshot. After the head of {@link SealedJson} come the
 * fields of {@link SnapshotJson}, {@code toolVersion}, and
 *
 * <pre>
 * "files" : [ {
 *   "name" : "00000000000000000000.log",
 *   "length" : 1048576,
 *   "capture" : "off-heap",
 *   "lastModified" : "2026-01-01T00:00:00.123456789Z",
 *   "inode" : "(dev=fe00,ino=12)",       linked files only
 *   "checksums" : "0f3a…"                CRC-32C of each 4 MiB, 8 digits each; once known
 * }, … ]
 * </pre>
 */
record Manifest(Snapshot snapshot, List<ManifestFile> files) {

  Manifest {
    files = List.copyOf(files);
  }

  /** This manifest with checksums for files that have none so far, by name. */
  Manifest withChecksums(Map<String, RangeChecksums> computed) {
    List<ManifestFile> extended = new ArrayList<>(files.size());
    for (ManifestFile file : files) {
      RangeChecksums checksums = computed.get(file.name());
      boolean isNew = checksums != null && file.checksums().isEmpty();
      extended.add(checksums != null && isNew ? file.withChecksums(checksums) : file);
    }
    return new Manifest(snapshot, extended);
  }

  static Manifest read(Disk disk, Path path, String operation) throws IOException {
    return SealedJson.read(disk, path, operation, Manifest::parse);
  }

  void write(Disk disk, Path path, boolean synced) throws IOException {
    SealedJson.write(disk, path, synced, this::writeFields);
  }

  private void writeFields(JsonGenerator json) throws IOException {
    SnapshotJson.write(json, snapshot);
    json.writeStringField("toolVersion", toolVersion());
    json.writeArrayFieldStart("files");
    for (ManifestFile file : files) {
      json.writeStartObject();
      json.writeStringField("name", file.name());
      json.writeNumberField("length", file.lengthBytes());
      json.writeStringField("capture", file.capture().toString());
      json.writeStringField("lastModified", file.lastModified().toString());
      if (file.inode().isPresent()) {
        json.writeStringField("inode", file.inode().get());
      }
      if (file.checksums().isPresent()) {
        json.writeStringField("checksums", file.checksums().get().toHex());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String toolVersion() {
    String version = Manifest.class.getPackage().getImplementationVersion();
    return "segsnap " + (version == null ? "development" : version);
  }

  private static Manifest parse(JsonReader json) throws IOException {
    SnapshotJson fields = new SnapshotJson(json);
    List<ManifestFile> files = new ArrayList<>();
    Set<String> names = new HashSet<>();
    json.fields(name -> {
      if (name.equals("files")) {
        json.array(() -> {
          ManifestFile file = parseFile(json);
          json.expect(names.add(file.name()), "each file once, not " + file.name() + " again");
          files.add(file);
        });
      } else {
        fields.read(name);
      }
    });
    Snapshot snapshot = fields.toSnapshot();
    for (long base : snapshot.segmentBaseOffsets()) {
      String log = FileKind.LOG.nameOf(base);
      json.expect(names.contains(log), "a file " + log);
    }
    return new Manifest(snapshot, files);
  }

  private static ManifestFile parseFile(JsonReader json) throws IOException {
    FileFields file = new FileFields();
    json.object(field -> {
      switch (field) {
        case "name" -> file.name = plainName(json);
        case "length" -> file.length = json.number();
        case "capture" -> file.capture = capture(json);
        case "lastModified" -> file.lastModified = json.instant();
        case "inode" -> file.inode = json.text();
        case "checksums" -> file.checksums = json.text();
        default -> {}
      }
    });
    long length = json.required(file.length, "length");
    return new ManifestFile(
        json.required(file.name, "name"),
        length,
        json.required(file.capture, "capture"),
        json.required(file.lastModified, "lastModified"),
        Optional.ofNullable(file.inode),
        checksums(json, length, file.checksums));
  }

  private static final class FileFields {
    @Nullable
    String name;

    @Nullable
    Long length;

    @Nullable
    CopyStrategy capture;

    @Nullable
    Instant lastModified;

    @Nullable
    String inode;

    @Nullable
    String checksums;
  }

  private static String plainName(JsonReader json) throws IOException {
    String name = json.text();
    if (!ManifestFile.isPlainName(name)) {
      throw json.damage("the plain name of a file", "'" + name + "'");
    }
    return name;
  }

  private static CopyStrategy capture(JsonReader json) throws IOException {
    String name = json.text();
    return CopyStrategy.ofName(name).orElseThrow(() -> json.damage("a known capture", name));
  }

  private static Optional<RangeChecksums> checksums(
      JsonReader json, long length, @Nullable String hex) throws IOException {
    if (hex == null) {
      return Optional.empty();
    }
    Optional<RangeChecksums> checksums = RangeChecksums.parse(length, hex);
    json.expect(
        checksums.isPresent(), "8 hexadecimal digits for each 4 MiB of " + length + " bytes");
    return checksums;
  }
}
