package io.segsnap.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.NotFoundException;
import io.segsnap.SegsnapException;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The index {@code snapshots.json}: after the head of {@link SealedJson} the field {@code lastId}
 * and an array {@code snapshots} of the fields of {@link SnapshotJson} each. The published folders
 * are the truth: what is asked of this is checked against them first.
 */
final class Catalog {

  private final Disk disk;
  private final SnapshotFolder folder;

  /** What the folder holds. */
  record Content(List<CatalogEntry> entries, List<DamagedSnapshot> damaged, boolean isCurrent) {

    SnapshotList toList() {
      return new SnapshotList(entries.stream().map(CatalogEntry::snapshot).toList(), damaged);
    }
  }

  private record Stored(long lastNumber, Map<String, CatalogEntry> entries) {}

  Catalog(Disk disk, SnapshotFolder folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /** Reads what is published, newest first, manifests only where the file does not know them. */
  Content load() throws IOException {
    return load(readFile());
  }

  /**
   * A reader holds no lock. Where a snapshot of the listing is gone by the time its manifest is read, another may have
   * been published that the listing does not have, so both would be missed: then all is read again.
   */
  private Content load(Stored stored) throws IOException {
    Optional<Content> content = tryLoad(stored);
    while (content.isEmpty()) {
      content = tryLoad(stored);
    }
    return content.get();
  }

  private Optional<Content> tryLoad(Stored stored) throws IOException {
    List<CatalogEntry> entries = new ArrayList<>();
    List<DamagedSnapshot> damaged = new ArrayList<>();
    int known = 0;
    for (String id : folder.ids()) {
      try {
        CatalogEntry entry = stored.entries().get(id);
        boolean isKnown = entry != null && entry.describes(folder.manifest(id));
        known += isKnown ? 1 : 0;
        entries.add(entry != null && isKnown ? entry : readManifest(id));
      } catch (SegsnapException e) {
        if (!folder.isPublished(id)) {
          return Optional.empty();
        }
        damaged.add(new DamagedSnapshot(id, folder.published(id), e));
      }
    }
    boolean isCurrent = known == entries.size() && known == stored.entries().size();
    return Optional.of(new Content(entries, damaged, isCurrent));
  }

  /** The largest id number that any snapshot has or had, as far as is known; -1 for none. */
  long lastNumber() throws IOException {
    return Math.max(readFile().lastNumber(), folder.lastNumber());
  }

  /** Writes the file anew. The caller holds the lock. */
  void rewrite() throws IOException {
    rewrite(readFile(), true);
  }

  /** Writes the file anew with a snapshot whose manifest was just written. */
  void rewriteWith(Snapshot snapshot, boolean synced) throws IOException {
    Stored stored = readFile();
    Map<String, CatalogEntry> entries = new HashMap<>(stored.entries());
    entries.put(snapshot.id(), CatalogEntry.of(snapshot, folder.manifest(snapshot.id())));
    rewrite(new Stored(stored.lastNumber(), entries), synced);
  }

  private void rewrite(Stored stored, boolean synced) throws IOException {
    long lastNumber = Math.max(stored.lastNumber(), folder.lastNumber());
    List<CatalogEntry> entries = load(stored).entries();
    SealedJson.write(disk, folder.catalog(), synced, json -> {
      json.writeStringField("lastId", SnapshotId.of(lastNumber));
      json.writeArrayFieldStart("snapshots");
      for (CatalogEntry entry : entries) {
        writeEntry(json, entry);
      }
      json.writeEndArray();
    });
  }

  private static void writeEntry(JsonGenerator json, CatalogEntry entry) throws IOException {
    json.writeStartObject();
    SnapshotJson.write(json, entry.snapshot());
    json.writeNumberField("manifestBytes", entry.manifestBytes());
    json.writeStringField("manifestModified", entry.manifestModified().toString());
    json.writeEndObject();
  }

  private CatalogEntry readManifest(String id) throws IOException {
    Path manifest = folder.manifest(id);
    return CatalogEntry.of(readManifest(disk, folder, id, "list").snapshot(), manifest);
  }

  /** Reads the manifest of a snapshot. The caller knows what it means where it is not published any more. */
  static Manifest readManifest(Disk disk, SnapshotFolder folder, String id, String operation)
      throws IOException {
    Path path = folder.manifest(id);
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new CorruptionException(
          operation, path, -1, "a manifest", "none", "delete the snapshot by its id");
    }
    Manifest manifest = Manifest.read(disk, path, operation);
    String actual = manifest.snapshot().id();
    if (!actual.equals(id)) {
      throw new CorruptionException(
          operation,
          path,
          -1,
          "the manifest of " + id,
          "that of " + actual,
          "give the folder its name back");
    }
    return manifest;
  }

  static NotFoundException noSuchSnapshot(String operation, SnapshotFolder folder, String id) {
    return new NotFoundException(
        operation, folder.published(id), "no such snapshot", "list the ids that exist");
  }

  /** The file's content; nothing where it is missing or can't be used, for it can be rebuilt. */
  private Stored readFile() throws IOException {
    Path path = folder.catalog();
    if (!Files.isRegularFile(path)) {
      return new Stored(-1, Map.of());
    }
    try {
      return SealedJson.read(disk, path, "list", Catalog::parse);
    } catch (CorruptionException | InvalidRequestException e) {
      return new Stored(-1, Map.of());
    }
  }

  private static final class Fields {
    long lastNumber = -1;

    @Nullable
    Long manifestBytes;

    @Nullable
    Instant manifestModified;
  }

  private static Stored parse(JsonReader json) throws IOException {
    Fields fields = new Fields();
    Map<String, CatalogEntry> entries = new HashMap<>();
    json.fields(name -> {
      switch (name) {
        case "lastId" -> fields.lastNumber = SnapshotId.numberOf(json.text()).orElse(-1);
        case "snapshots" ->
          json.array(() -> {
            CatalogEntry entry = parseEntry(json);
            entries.put(entry.snapshot().id(), entry);
          });
        default -> {}
      }
    });
    return new Stored(fields.lastNumber, entries);
  }

  private static CatalogEntry parseEntry(JsonReader json) throws IOException {
    SnapshotJson snapshot = new SnapshotJson(json);
    Fields fields = new Fields();
    json.object(name -> {
      switch (name) {
        case "manifestBytes" -> fields.manifestBytes = json.number();
        case "manifestModified" -> fields.manifestModified = json.instant();
        default -> snapshot.read(name);
      }
    });
    return new CatalogEntry(
        snapshot.toSnapshot(),
        json.required(fields.manifestBytes, "manifestBytes"),
        json.required(fields.manifestModified, "manifestModified"));
  }
}
