package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.format.Damage;
import io.segsnap.io.Disk;
import io.segsnap.io.RangeChecksums;
import io.segsnap.log.TailCut;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into a manifest is what is read from it. */
class ManifestFieldsTest {

  private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.123456789Z");
  private static final String LOG = "00000000000000000007.log";
  private static final RangeChecksums ONES = RangeChecksums.parse(9, "11111111").orElseThrow();
  private static final RangeChecksums TWOS = RangeChecksums.parse(9, "22222222").orElseThrow();

  @TempDir
  Path folder;

  private static ManifestFile file(String name, RangeChecksums checksums) {
    return new ManifestFile(
        name, 9, CopyStrategy.LINK, TIME, Optional.empty(), Optional.ofNullable(checksums));
  }

  private static Snapshot snapshot(long logStart, long end, Optional<TailCut> cut) {
    return snapshot(TIME, logStart, end, cut);
  }

  private static Snapshot snapshot(
      Instant created, long logStart, long end, Optional<TailCut> cut) {
    return new Snapshot(
        "snapshot-12",
        created,
        "orders-0",
        7,
        logStart,
        end,
        List.of(7L),
        18,
        Optional.of("a label"),
        List.of("a", "b"),
        cut,
        Map.of(CopyStrategy.LINK, 1, CopyStrategy.OFF_HEAP, 3));
  }

  private Manifest writtenAndRead(Manifest manifest) throws IOException {
    Path path = folder.resolve("manifest.json");
    manifest.write(Disk.local(), path, false);
    return Manifest.read(Disk.local(), path, "test");
  }

  @Test
  void everyFieldIsReadAsItWasWritten() throws IOException {
    TailCut cut = new TailCut(LOG, 3, 4, new Damage(2, "a batch", "zeros"));
    ManifestFile linked = new ManifestFile(
        "7.index", 9, CopyStrategy.LINK, TIME, Optional.of("(ino=1)"), Optional.of(TWOS));
    Manifest manifest =
        new Manifest(snapshot(8, 20, Optional.of(cut)), List.of(file(LOG, ONES), linked));
    assertEquals(manifest, writtenAndRead(manifest));
    Manifest plain = new Manifest(snapshot(8, 20, Optional.empty()), List.of(file(LOG, null)));
    assertEquals(plain, writtenAndRead(plain));
  }

  @ParameterizedTest
  @CsvSource({"7,7", "7,20", "20,20"})
  void theLogMayStartAtEitherEndOfItsSegments(long logStart, long end) throws IOException {
    Manifest manifest =
        new Manifest(snapshot(logStart, end, Optional.empty()), List.of(file(LOG, ONES)));
    assertEquals(manifest, writtenAndRead(manifest));
  }

  @ParameterizedTest
  @ValueSource(longs = {-9_223_372_036L, 9_223_372_036L})
  void aSnapshotMayBeOfAnySecondThatAnIdHasRoomFor(long second) throws IOException {
    Snapshot snapshot = snapshot(Instant.ofEpochSecond(second), 7, 20, Optional.empty());
    Manifest manifest = new Manifest(snapshot, List.of(file(LOG, ONES)));
    assertEquals(manifest, writtenAndRead(manifest));
  }

  @Test
  void checksumsAreAddedOnlyWhereThereAreNone() {
    Snapshot snapshot = snapshot(7, 20, Optional.empty());
    Manifest manifest =
        new Manifest(snapshot, List.of(file(LOG, null), file("a", ONES), file("b", null)));
    assertEquals(
        List.of(file(LOG, TWOS), file("a", ONES), file("b", null)),
        manifest.withChecksums(Map.of(LOG, TWOS, "a", TWOS, "c", TWOS)).files());
  }

  @Test
  void theWriterIsNamed() throws IOException {
    writtenAndRead(new Manifest(snapshot(7, 20, Optional.empty()), List.of(file(LOG, ONES))));
    String version = new ObjectMapper()
        .readTree(folder.resolve("manifest.json").toFile())
        .get("toolVersion")
        .textValue();
    assertEquals("segsnap development", version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "-", "00000000000000000007.log", "leader-epoch-checkpoint"})
  void plainNamesArePlain(String name) {
    assertTrue(ManifestFile.isPlainName(name));
    assertTrue(ManifestFile.isPlainName("x".repeat(255)));
    assertFalse(ManifestFile.isPlainName("x".repeat(256)));
  }
}
