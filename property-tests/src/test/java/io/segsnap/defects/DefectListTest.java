package io.segsnap.defects;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.crash.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keeps the list of defects from rotting. That the tests notice them, {@code -Pmutation} shows. */
@Tag("any-jdk")
class DefectListTest {

  private static final int AT_LEAST = 150;

  @Test
  void everyDefectAppliesExactlyOnceAndCompiles() throws IOException {
    List<Defect> defects = Defects.all();
    try (Core core = new Core();
        Scratch scratch = new Scratch()) {
      for (List<Defect> round : rounds(defects)) {
        Map<String, String> sources = new HashMap<>();
        round.forEach(defect -> sources.putAll(defect.apply(core)));
        Path folder = Files.createTempDirectory(scratch.path(), "classes");
        assertDoesNotThrow(() -> core.compile(sources, folder), round::toString);
      }
    }
    assertTrue(defects.size() >= AT_LEAST, () -> "only " + defects.size());
  }

  /** As few compilations as can be: those of one round have no file in common. */
  private static List<List<Defect>> rounds(List<Defect> defects) {
    List<List<Defect>> rounds = new ArrayList<>();
    for (Defect defect : defects) {
      Optional<List<Defect>> free = rounds.stream()
          .filter(round -> round.stream().noneMatch(defect::sharesAFile))
          .findFirst();
      if (free.isEmpty()) {
        rounds.add(new ArrayList<>(List.of(defect)));
      } else {
        free.get().add(defect);
      }
    }
    return rounds;
  }

  @Test
  void everyDefectHasANameOfItsOwnAndATestThatExists() throws Exception {
    Set<String> names = new HashSet<>();
    for (Defect defect : Defects.all()) {
      assertTrue(names.add(defect.name()), defect::name);
      Class.forName(
          "io.segsnap." + defect.killer().testClass(), false, getClass().getClassLoader());
    }
  }
}
