package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateCommandTest extends CommandTestBase {

  @Test
  void shouldWriteALogOfTheSizeAskedFor() throws IOException {
    Path log = folder.resolve("demo-0");
    assertTrue(ok("generate", log, "--size", "1m", "--segment-size", "256k").contains("wrote"));
    JsonNode json = json(0, "inspect", log, "--check");
    long bytes = json.get("total").get("sizeBytes").asLong();
    assertTrue(bytes >= 1 << 20 && bytes < (1 << 20) + (16 << 10), "" + bytes);
    assertEquals(5, json.get("segments").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
  void shouldCompress(String codec) throws IOException {
    Path log = folder.resolve("demo-0");
    JsonNode made = json(0, "generate", log, "--size", "64k", "--compression", codec, "--seed", 9);
    JsonNode json = json(0, "inspect", log, "--check", "--digest");
    assertEquals("[\"" + codec + "\"]", json.get("total").get("codecs").toString());
    assertEquals(made.get("records"), json.get("digest").get("records"));
  }

  @Test
  void shouldWriteTheSameLogForTheSameOptions() throws IOException {
    Path one = folder.resolve("one-0");
    Path two = folder.resolve("two-0");
    Path other = folder.resolve("other-0");
    ok("generate", one, "--size", "300k", "--segment-size", "64k", "--record-size", "100");
    ok("generate", two, "--size", "300k", "--segment-size", "64k", "--record-size", "100");
    ok("generate", other, "--size", "300k", "--segment-size", "64k", "--seed", "2");
    assertEquals(TestLogs.contents(one), TestLogs.contents(two));
    assertTrue(!TestLogs.contents(one).equals(TestLogs.contents(other)));
  }

  @Test
  void shouldRefuseBadRequests() throws IOException {
    Path log = folder.resolve("demo-0");
    failure(2, "generate", log);
    failure(2, "generate", log, "--size", "1x");
    failure(2, "generate", log, "--size", "-1");
    failure(2, "generate", log, "--size", "1m", "--record-size", "7");
    failure(2, "generate", log, "--size", "1m", "--record-size", "3g");
    failure(2, "generate", log, "--size", "1m", "--segment-size", "0");
    failure(2, "generate", log, "--size", "1m", "--compression", "rar");
    failure(1, "generate", folder.resolve("no/such"), "--size", "1m");
    Files.createDirectory(log);
    Files.writeString(log.resolve("mine"), "");
    assertTrue(failure(1, "generate", log, "--size", "1m").contains("is not empty"));
    assertEquals(1, TestLogs.names(log).size());
  }
}
