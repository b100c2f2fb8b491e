package io.segsnap.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import io.segsnap.testing.Jvm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In a process of its own, since what is tried here could kill it. */
class TruncatedSourceTest {

  @Test
  void aMappedFileThatBecomesShorterIsATypedErrorAndNoCrash() throws Exception {
    try (Scratch scratch = new Scratch()) {
      Process process = new ProcessBuilder(Jvm.command(
              List.of("-Xmx128m"), TruncatedSource.class, scratch.path().toString()))
          .directory(scratch.path().toFile())
          .redirectErrorStream(true)
          .start();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertEquals(0, process.waitFor(), text);
      assertEquals(Set.of("topic-0"), Contents.names(scratch.path()), "also no report of a crash");
      Proof.add(Section.PROCESSES, "mapped sources cut underneath, without a crash", 7);
    }
  }
}
