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
      String name = origin.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
      note(name, snapshot.tally());
      note(name + ": its manifest", snapshot.tallyOfManifest());
      assertEquals(List.of(), first(snapshot.tally()));
      assertEquals(List.of(), first(snapshot.tallyOfManifest()));
      int tried = snapshot.tally().tried + snapshot.tallyOfManifest().tried;
      assertTrue(tried > 10_000, "tried " + tried);
    }
  }

  private static List<String> first(DamagedSnapshot.Tally tally) {
    return tally.silent.stream().limit(400).toList();
  }

  private static void note(String name, DamagedSnapshot.Tally tally) {
    Proof.add(
        Section.CORRUPTION,
        name,
        tally.tried,
        tally.verified,
        tally.located,
        tally.restored,
        tally.equal,
        tally.silent.size());
  }
}
