package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.io.Disk;
import io.segsnap.retention.Period;
import io.segsnap.retention.RetentionPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest extends SnapshotTestBase {

  private static final String ZEROS = "0".repeat(64);

  private SnapshotManager manager;
  private String id;
  private Path path;

  @BeforeEach
  void createSnapshot() throws IOException {
    manager = manager();
    id = manager.create(LINK).id();
    path = snapshots.resolve(id).resolve("manifest.json");
  }

  /** Changes the manifest and gives it a right checksum again. */
  private void change(Consumer<ObjectNode> change) throws Exception {
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = (ObjectNode) json.readTree(path.toFile());
    change.accept(manifest);
    manifest.put("checksum", ZEROS);
    String text = json.writerWithDefaultPrettyPrinter().writeValueAsString(manifest);
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    Files.writeString(path, text.replace(ZEROS, HexFormat.of().formatHex(digest)));
  }

  private static ObjectNode file(ObjectNode manifest, int index) {
    return (ObjectNode) manifest.get("files").get(index);
  }

  private void assertDamaged(String part) {
    assertRefused(CorruptionException.class, part, () -> manager.get(id));
  }

  @Test
  void shouldBeReadableJsonWithTheFieldsThatArePromised() throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(path.toFile());
    assertEquals(1, manifest.get("formatVersion").intValue());
    assertEquals(id, manifest.get("id").textValue());
    assertEquals("2026-03-04T05:06:07.123456789Z", manifest.get("created").textValue());
    assertEquals("orders-0", manifest.get("topicPartition").textValue());
    assertEquals(50, manifest.get("highWaterMark").longValue());
    assertEquals(4, manifest.get("segments").size());
    assertTrue(manifest.get("toolVersion").textValue().startsWith("segsnap"));
    JsonNode sealed = manifest.get("files").get(0);
    assertEquals("00000000000000000000.log", sealed.get("name").textValue());
    assertEquals("link", sealed.get("capture").textValue());
    assertEquals(8, sealed.get("checksums").textValue().length());
    assertTrue(sealed.get("inode").textValue().contains("ino="));
  }

  @Test
  void shouldReadWhatAnotherWriterSealed() throws Exception {
    Snapshot before = manager.get(id);
    change(manifest -> manifest.put("unknownField", "ignored"));
    assertEquals(before, manager.get(id));
    assertTrue(manager.verify(id, VERIFY).isClean());
  }

  @Test
  void shouldFindAnyFlippedBit() throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    for (int at = 0; at < bytes.length; at += 7) {
      bytes[at] ^= (byte) (1 << (at % 8));
      Files.write(path, bytes);
      // A flip in the version's digit makes it another version.
      Exception e = assertThrows(IOException.class, () -> manager.get(id));
      assertTrue(e instanceof CorruptionException || e instanceof InvalidRequestException);
      bytes[at] ^= (byte) (1 << (at % 8));
    }
  }

  @Test
  void shouldFindATruncatedFile() throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    for (int length = 0; length < bytes.length; length += 100) {
      Files.write(path, Arrays.copyOf(bytes, length));
      assertThrows(CorruptionException.class, () -> manager.get(id));
    }
  }

  @Test
  void shouldSayThatANewerVersionWroteIt() throws Exception {
    change(manifest -> manifest.put("formatVersion", 2));
    assertRefused(
        InvalidRequestException.class, "written by a newer segsnap", () -> manager.get(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
  void shouldRefuseATimeOfCreationThatNoCalendarHas(String created) throws Exception {
    change(manifest -> manifest.put("created", created));
    assertDamaged("a time of creation");
    RetentionPolicy daily = RetentionPolicy.defaults().withKeep(Period.DAILY, 1);
    assertEquals(1, manager.list().damaged().size());
    assertEquals(List.of(), manager.judge(daily));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../x.log",
        "..",
        ".",
        "",
        "a/b",
        "a\\b",
        "C:\\x",
        "\u0000",
        "a\nb",
        "manifest.json",
        "manifest.json.tmp",
        "segsnap-checkpoint",
        ".hidden",
        "caf\u00e9"
      })
  void shouldRefuseNamesThatAreNoPlainFileNames(String name) throws Exception {
    change(manifest -> file(manifest, 1).put("name", name));
    assertDamaged("the plain name of a file");
    assertThrows(CorruptionException.class, () -> manager.restore(id, target, RESTORE));
  }

  @Test
  void shouldRefuseTheSameFileTwice() throws Exception {
    change(manifest -> ((ArrayNode) manifest.get("files")).add(file(manifest, 0).deepCopy()));
    assertDamaged("each file once");
  }

  @Test
  void shouldRefuseNumbersThatCanNotBe() throws Exception {
    change(manifest -> file(manifest, 0).put("length", -1));
    assertDamaged("a number of at least 0");
    change(manifest -> file(manifest, 0).put("length", "9"));
    assertDamaged("a whole number");
    change(manifest -> file(manifest, 0).put("length", 1.5));
    assertDamaged("a whole number");
  }

  @Test
  void shouldRefuseChecksumsThatDoNotFitTheLength() throws Exception {
    change(manifest -> file(manifest, 0).put("checksums", "0123456789"));
    assertDamaged("8 hexadecimal digits");
  }

  @Test
  void shouldRefuseMissingFields() throws Exception {
    change(manifest -> file(manifest, 0).remove("length"));
    assertDamaged("a field length");
    change(manifest -> file(manifest, 0).put("length", 1));
    change(manifest -> manifest.remove("highWaterMark"));
    assertDamaged("a field highWaterMark");
  }

  @Test
  void shouldRefuseOffsetsThatContradictEachOther() throws Exception {
    change(manifest -> manifest.put("highWaterMark", 44));
    assertDamaged("a high water mark not below the last segment");
    change(manifest -> manifest.put("highWaterMark", 50).put("logStartOffset", 51));
    assertDamaged("a log start offset between");
    change(manifest -> manifest.put("logStartOffset", 0).put("baseOffset", 1));
    assertDamaged("a first segment at the base offset");
    change(manifest -> manifest.put("baseOffset", 0).putArray("segments").add(0).add(0));
    assertDamaged("ascending order");
    change(manifest -> manifest.putArray("segments").add(0).add(16));
    assertDamaged("a file 00000000000000000016.log");
  }

  @Test
  void shouldRefuseOtherTypes() throws Exception {
    change(manifest -> manifest.put("files", "none"));
    assertDamaged("an array");
    change(manifest -> manifest.putArray("files").add(1));
    assertDamaged("an object");
    change(manifest -> manifest.put("created", "yesterday"));
    assertDamaged("an instant");
  }

  @Test
  void shouldRefuseALabelThatIsNoTextAndAnIdThatIsNone() throws Exception {
    change(manifest -> manifest.put("label", 5));
    assertDamaged("a text");
    change(manifest -> manifest.put("label", "x").put("id", "latest"));
    assertDamaged("a snapshot id");
  }

  @Test
  void shouldBeReplacedAtomically() throws IOException {
    Manifest manifest = Manifest.read(Disk.local(), path, "get");
    manifest.write(Disk.local(), path, true);
    assertEquals(manifest, Manifest.read(Disk.local(), path, "get"));
  }
}
