package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.segsnap.InvalidRequestException;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotIdTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L, 42);
  private static final long NANOS = 1_700_000_000_000_000_042L;

  @Test
  void shouldBeTheTimeInNanoseconds() throws Exception {
    assertEquals(NANOS, SnapshotId.next(NOW, -1));
    assertEquals("snapshot-" + NANOS, SnapshotId.of(NANOS));
    assertEquals(OptionalLong.of(NANOS), SnapshotId.numberOf("snapshot-" + NANOS));
  }

  @Test
  void shouldIncreaseWhenTheClockRepeatsOrStepsBack() throws Exception {
    assertEquals(NANOS + 1, SnapshotId.next(NOW, NANOS));
    assertEquals(NANOS + 1_001, SnapshotId.next(NOW, NANOS + 1_000));
    assertEquals(8, SnapshotId.next(Instant.EPOCH.minusSeconds(5), 7));
  }

  @Test
  void shouldFailWhereNoIdIsLeft() {
    assertThrows(InvalidRequestException.class, () -> SnapshotId.next(NOW, Long.MAX_VALUE));
    assertThrows(InvalidRequestException.class, () -> SnapshotId.next(Instant.MAX, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "latest",
        "snapshot-",
        "snapshot--1",
        "snapshot-01",
        "snapshot-1/..",
        "../snapshot-1",
        "snapshot-1\\x",
        "snapshot-1\n",
        "Snapshot-1",
        "snapshot-9223372036854775808",
        "snapshot-99999999999999999999",
        "/snapshot-1",
        "snapshot-\u0661",
        ".creating-snapshot-1"
      })
  void shouldRefuseWhatIsNoId(String text) {
    assertEquals(OptionalLong.empty(), SnapshotId.numberOf(text));
    assertThrows(InvalidRequestException.class, () -> SnapshotId.check("get", text));
  }
}
