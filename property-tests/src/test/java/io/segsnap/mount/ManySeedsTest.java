package io.segsnap.mount;

import io.segsnap.crash.Scratch;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Properties whose tries cost too much for more than a few in every run; nightly, they run again and again. */
@EnabledIfSystemProperty(named = "segsnap.depth", matches = ".+", disabledReason = "nightly only")
class ManySeedsTest {

  private static final int RUNS = 30;

  @Test
  void costlyPropertiesHoldForManySeeds() throws IOException {
    for (int run = 0; run < RUNS; run++) {
      try (Scratch scratch = new Scratch()) {
        String result = SuiteRun.in(
            scratch.path(),
            300,
            List.of(
                "io.segsnap.properties.EveryWayProperties",
                "io.segsnap.properties.AliasingProperties",
                "io.segsnap.properties.DifferentialRestoreProperties",
                "io.segsnap.model.RoundTripProperties"));
        Proof.add(Section.PROPERTIES, "costly ones, run " + run, "", "random", result);
      }
    }
  }
}
