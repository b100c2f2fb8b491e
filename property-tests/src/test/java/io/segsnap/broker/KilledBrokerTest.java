package io.segsnap.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.format.RecordHeader;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.LogContents;
import io.segsnap.oracle.StoredRecord;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import io.segsnap.testing.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker in a process of its own is copied while it writes, and then killed. */
@Tag("any-jdk")
class KilledBrokerTest {

  private static final String PARTITION = "busy-0";
  private static final int BEFORE = 4_000;
  private static final int MEANWHILE = 2_000;

  @TempDir
  static Path folder;

  private static Path killed;
  private static Path running;

  /** As it is to be read, in order. */
  private static final List<StoredRecord> SENT = new ArrayList<>();

  @BeforeAll
  static void writeCopyAndKill() throws Exception {
    killed = folder.resolve("killed");
    running = folder.resolve("running");
    Path errors = folder.resolve("errors.txt");
    Process process = new ProcessBuilder(
            Jvm.command(List.of("-Xmx256m"), Broker.class, killed.toString()))
        .redirectError(errors.toFile())
        .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String address = lines.readLine();
      assertNotNull(address, () -> "the broker does not start: " + text(errors));
      try (Client client = new Client(address.replace("address ", ""))) {
        write(client);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void write(Client client) throws Exception {
    Topics topics = new Topics(client);
    topics.write("busy", "none", Map.of(), 0, 0);
    try (Sender sender = client.sender("none", "")) {
      send(sender, topics, BEFORE);
    }
    try (Sender sender = client.sender("lz4", "")) {
      send(sender, topics, MEANWHILE);
      copyWhileRunning(killed.resolve(PARTITION), running.resolve(PARTITION));
      send(sender, topics, MEANWHILE);
    }
  }

  private static void send(Sender sender, Topics topics, int count) {
    for (int i = 0; i < count; i++) {
      ProducerRecord<byte[], byte[]> record = topics.record("busy", SENT.size(), 700);
      sender.send(record);
      SENT.add(stored(SENT.size(), record));
    }
  }

  private static StoredRecord stored(long offset, ProducerRecord<byte[], byte[]> record) {
    List<RecordHeader> headers = new ArrayList<>();
    record
        .headers()
        .forEach(header -> headers.add(new RecordHeader(header.key(), wrap(header.value()))));
    return new StoredRecord(
        offset, record.timestamp(), wrap(record.key()), wrap(record.value()), headers);
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  /** The last segment first, so that indexes and segments of different times come together. */
  private static void copyWhileRunning(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Test
  void whatWasCopiedWhileTheBrokerWroteIsAPrefix() throws IOException {
    checkPrefix(running, BEFORE, BEFORE + MEANWHILE);
  }

  @Test
  void whatAKilledBrokerLeftIsAllThatItAcknowledged() throws IOException {
    checkPrefix(killed, BEFORE + 2 * MEANWHILE, BEFORE + 2 * MEANWHILE);
  }

  private static void checkPrefix(Path logDir, long atLeast, long atMost) throws IOException {
    Path restored = Files.createDirectory(folder.resolve("restored-" + logDir.getFileName()));
    Path target = restored.resolve(PARTITION);
    LogDirs.restorePartition(logDir.resolve(PARTITION), target, restored.resolve("snapshots"));
    LogContents contents = KafkaOracle.open(target, folder, true);
    assertEquals(contents, KafkaOracle.open(target, folder, false));
    long end = contents.logEndOffset();
    assertTrue(end >= atLeast && end <= atMost, () -> "ends at " + end);
    assertEquals(SENT.subList(0, (int) end), contents.records());
    long questions = KafkaOracle.checkReads(target, folder, 0, 7);
    Proof.count(
        Section.ORACLE,
        "broker: point reads by offset, by time, and of committed records",
        questions);
    Proof.count(Section.ORACLE, "broker: a copy taken while it ran, and after SIGKILL", 1);
  }
}
