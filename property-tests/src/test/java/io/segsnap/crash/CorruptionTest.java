package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every byte of a snapshot changed, every file cut at every length, and files exchanged. */
@Tag("any-jdk")
@Execution(ExecutionMode.CONCURRENT)
class CorruptionTest {

  @ParameterizedTest
  @EnumSource
  void isDetectedAndNamedOrMakesNoDifference(Origin origin) throws IOException {
    try (Scratch scratch = new Scratch()) {
      DamagedSnapshot snapshot = DamagedSnapshot.create(scratch.path(), origin);
      snapshot.changeEveryByte();
      snapshot.exchangeFiles();
      DamagedSnapshot.Tally tally = snapshot.tally();
      Proof.add(
          Section.CORRUPTION,
          origin.toString().toLowerCase(Locale.ROOT).replace('_', ' '),
          tally.tried,
          tally.verified,
          tally.located,
          tally.restored,
          tally.equal,
          tally.silent.size());
      assertTrue(tally.tried > 10_000, "tried " + tally.tried);
      assertEquals(List.of(), tally.silent.stream().limit(400).toList());
    }
  }
}
