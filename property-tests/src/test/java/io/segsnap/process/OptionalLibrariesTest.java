package io.segsnap.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionalLibrariesTest {

  @TempDir
  Path folder;

  @Test
  void aLogNeedsKafkaClientsForNothingButCompression() throws Exception {
    Path directory = folder.resolve("plain-0");
    Process process = JavaProcess.builder(PlainLog.class, List.of(directory.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    String message = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertTrue(message.contains("add org.apache.kafka:kafka-clients"), message);
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      assertEquals(1, log.logEndOffset());
    }
  }
}
