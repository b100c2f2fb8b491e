package io.segsnap.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.broker.Client.Seen;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.LogContents;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.RestoreReport;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.testing.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker writes; segsnap takes snapshots and restores; a real broker goes on with them. */
class BrokerTest {

  private static final String MIB = "1048576";
  private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");

  @TempDir
  Path folder;

  private final Random random = new Random(7);

  @Test
  void aBrokerGoesOnWithWhatWasRestored() throws Exception {
    Path before = folder.resolve("before");
    Map<String, List<Seen>> seen = new TreeMap<>();
    List<String> topics;
    try (Broker broker = Broker.start(before);
        Client client = new Client(broker.address())) {
      topics = writeAll(client, before);
      for (String topic : topics) {
        seen.put(topic, readAll(client, topic));
      }
    }
    Path after = folder.resolve("after");
    restoreAll(before, after);
    checkWithOracle(before, after, topics);
    try (Broker broker = Broker.start(after);
        Client client = new Client(broker.address())) {
      for (String topic : topics) {
        assertEquals(seen.get(topic), readAll(client, topic), topic);
        checkPointReads(client, topic, seen.get(topic));
        client.append(topic, Client.bytes(-1), "after".getBytes(StandardCharsets.UTF_8));
        seen.put(topic, readAll(client, topic));
      }
    }
    try (Broker broker = Broker.start(after);
        Client client = new Client(broker.address())) {
      for (String topic : topics) {
        assertEquals(seen.get(topic), readAll(client, topic), topic);
      }
    }
  }

  /** What both kinds of consumers see. */
  private static List<Seen> readAll(Client client, String topic) {
    long start = client.start(topic);
    List<Seen> all = new ArrayList<>(client.read(topic, start, IsolationLevel.READ_COMMITTED));
    all.addAll(client.read(topic, start, IsolationLevel.READ_UNCOMMITTED));
    return all;
  }

  private static void checkPointReads(Client client, String topic, List<Seen> seen) {
    List<Seen> uncommitted = seen.subList(seen.size() / 2, seen.size());
    for (int i : new int[] {0, uncommitted.size() / 3, uncommitted.size() - 1}) {
      Seen record = uncommitted.get(i);
      List<Seen> tail = client.read(topic, record.offset(), IsolationLevel.READ_UNCOMMITTED);
      assertTrue(tail.contains(record), () -> topic + " from " + record.offset());
      long found = client.offsetForTime(topic, record.timestamp());
      assertTrue(found >= 0 && found <= record.offset(), () -> topic + " at " + record);
    }
  }

  private List<String> writeAll(Client client, Path logDir) throws Exception {
    List<String> topics = new ArrayList<>();
    for (String codec : CODECS) {
      topics.add(write(client, "codec-" + codec, codec, Map.of(), 3_000, 400));
    }
    topics.add(write(
        client,
        "append-time",
        "none",
        Map.of("message.timestamp.type", "LogAppendTime"),
        2_000,
        1_000));
    topics.add(write(client, "preallocated", "none", Map.of("preallocate", "true"), 3_000, 600));
    topics.add(write(
        client,
        "large",
        "none",
        Map.of("max.message.bytes", "4194304", "segment.bytes", "4194304"),
        9,
        1 << 20));
    topics.add(write(client, "deleted-records", "none", Map.of(), 3_000, 600));
    client.deleteRecordsBefore("deleted-records", 2_345);
    topics.add(writeTransactions(client));
    topics.add(writeCompacted(client, logDir));
    return topics;
  }

  private String write(
      Client client,
      String topic,
      String codec,
      Map<String, String> settings,
      int records,
      int valueBytes)
      throws Exception {
    Map<String, String> all = new TreeMap<>(settings);
    all.putIfAbsent("segment.bytes", MIB);
    all.put("retention.ms", "-1");
    client.createTopic(topic, all);
    try (Sender sender = client.sender(codec, "")) {
      for (int i = 0; i < records; i++) {
        sender.send(record(topic, i, valueBytes));
      }
    }
    return topic;
  }

  private ProducerRecord<byte[], byte[]> record(String topic, int number, int valueBytes) {
    byte[] value = new byte[valueBytes];
    random.nextBytes(value);
    byte[] key = number % 7 == 0 ? null : Client.bytes(number);
    byte[] mayBeNull = number % 11 == 0 ? null : value;
    long timestamp = FIRST_TIMESTAMP + number * 10L - (number % 5) * 1_000L;
    var headers = number % 3 == 0
        ? List.<org.apache.kafka.common.header.Header>of(
            new RecordHeader("h", Client.bytes(number)), new RecordHeader("none", null))
        : List.<org.apache.kafka.common.header.Header>of();
    return new ProducerRecord<>(topic, 0, timestamp, key, mayBeNull, headers);
  }

  private String writeTransactions(Client client) throws Exception {
    String topic = "transactions";
    client.createTopic(topic, Map.of("segment.bytes", MIB, "retention.ms", "-1"));
    try (Sender sender = client.sender("none", "tx")) {
      sender.producer().initTransactions();
      for (int transaction = 0; transaction < 40; transaction++) {
        sender.producer().beginTransaction();
        for (int i = 0; i < 50; i++) {
          sender.send(record(topic, transaction * 50 + i, 600));
        }
        sender.flush();
        if (transaction % 3 == 1) {
          sender.producer().abortTransaction();
        } else {
          sender.producer().commitTransaction();
        }
      }
    }
    return topic;
  }

  private String writeCompacted(Client client, Path logDir) throws Exception {
    String topic = "compacted";
    client.createTopic(
        topic,
        Map.of(
            "cleanup.policy", "compact",
            "segment.bytes", MIB,
            "min.cleanable.dirty.ratio", "0.01"));
    try (Sender sender = client.sender("none", "")) {
      for (int i = 0; i < 4_000; i++) {
        byte[] value = new byte[1_000];
        random.nextBytes(value);
        sender.send(new ProducerRecord<>(topic, 0, Client.bytes(i % 100), value));
      }
    }
    await(() -> isCompacted(logDir.resolve(topic + "-0")));
    return topic;
  }

  /** Only the active segment and one that was cleaned, of 100 records, are left in the end. */
  private static boolean isCompacted(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      long bytes = files
          .filter(file -> file.toString().endsWith(".log"))
          .mapToLong(file -> file.toFile().length())
          .sum();
      return bytes < 2_000_000;
    } catch (IOException e) {
      return false;
    }
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), "it does not come");
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static List<Path> partitions(Path logDir) throws IOException {
    try (Stream<Path> entries = Files.list(logDir)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !entry.getFileName().toString().startsWith("__cluster_metadata"))
          .sorted()
          .toList();
    }
  }

  /** All partitions by way of snapshots; what else a {@code log.dir} needs as it is. */
  private void restoreAll(Path before, Path after) throws IOException {
    Files.createDirectory(after);
    for (String name : List.of("meta.properties", "bootstrap.checkpoint")) {
      if (Files.exists(before.resolve(name))) {
        Files.copy(before.resolve(name), after.resolve(name));
      }
    }
    copy(before.resolve("__cluster_metadata-0"), after.resolve("__cluster_metadata-0"));
    StringBuilder starts = new StringBuilder();
    int count = 0;
    for (Path partition : partitions(before)) {
      String name = partition.getFileName().toString();
      RestoreReport report = restore(partition, after.resolve(name));
      int dash = name.lastIndexOf('-');
      starts.append(String.format(
          "%s %s %d%n",
          name.substring(0, dash), name.substring(dash + 1), report.logStartOffset()));
      count++;
    }
    Files.writeString(after.resolve("log-start-offset-checkpoint"), "0\n" + count + "\n" + starts);
  }

  private RestoreReport restore(Path partition, Path target) throws IOException {
    SnapshotManager manager = SnapshotManager.open(
        partition,
        SnapshotOptions.defaults()
            .withSnapshotDirectory(folder.resolve("snapshots").resolve(partition.getFileName())));
    String id = manager
        .create(CreateOptions.defaults().withMinInterval(Duration.ZERO).withSynced(false))
        .id();
    assertTrue(manager.verify(id, VerifyOptions.defaults()).isClean());
    return manager.restore(id, target, RestoreOptions.defaults().withSynced(false));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Kafka's loader finds the same, whether it trusts the files or checks every batch. */
  private void checkWithOracle(Path before, Path after, List<String> topics) throws IOException {
    for (String topic : topics) {
      LogContents original = KafkaOracle.open(before.resolve(topic + "-0"), folder, true);
      assertEquals(original, KafkaOracle.open(after.resolve(topic + "-0"), folder, true), topic);
      assertEquals(original, KafkaOracle.open(after.resolve(topic + "-0"), folder, false), topic);
    }
  }

  /** Torn as files copied one after the other are, or as a killed broker leaves them. */
  @Test
  void whatWasCopiedFromARunningOrAKilledBrokerIsAPrefix() throws Exception {
    Path logDir = folder.resolve("killed");
    Process process = startProcess(logDir);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String address = lines.readLine().replace("address ", "");
      Path running = folder.resolve("running");
      try (Client client = new Client(address)) {
        write(client, "busy", "none", Map.of(), 4_000, 700);
        try (Sender sender = client.sender("lz4", "")) {
          for (int i = 0; i < 2_000; i++) {
            sender.send(record("busy", 4_000 + i, 700));
          }
          copyWhileRunning(logDir.resolve("busy-0"), running.resolve("busy-0"));
          for (int i = 0; i < 2_000; i++) {
            sender.send(record("busy", 6_000 + i, 700));
          }
        }
        process.destroyForcibly().waitFor();
      }
      checkPrefix(running.resolve("busy-0"), 4_000, 6_000);
      checkPrefix(logDir.resolve("busy-0"), 8_000, 8_000);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Process startProcess(Path logDir) throws IOException {
    return new ProcessBuilder(Jvm.command(List.of("-Xmx256m"), Broker.class, logDir.toString()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The last segment first, so that indexes and segments of different times come together. */
  private static void copyWhileRunning(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private void checkPrefix(Path partition, long atLeast, long atMost) throws IOException {
    Path target =
        folder.resolve("prefix-" + partition.getParent().getFileName()).resolve("busy-0");
    Files.createDirectories(target.getParent());
    restore(partition, target);
    LogContents contents = KafkaOracle.open(target, folder, true);
    assertEquals(contents, KafkaOracle.open(target, folder, false));
    long end = contents.logEndOffset();
    assertTrue(end >= atLeast && end <= atMost, () -> "ends at " + end);
    assertEquals(end, contents.records().size());
  }
}
