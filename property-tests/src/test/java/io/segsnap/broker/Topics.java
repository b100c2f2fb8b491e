package io.segsnap.broker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** All that a broker can be made to write, a topic for each. */
final class Topics {

  static final List<String> ALL = List.of(
      "codec-none",
      "codec-gzip",
      "codec-snappy",
      "codec-lz4",
      "codec-zstd",
      "append-time",
      "preallocated",
      "large",
      "deleted-records",
      "transactions",
      "compacted");

  private static final String MIB = "1048576";
  private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;
  static final int DELETED_BEFORE = 2_345;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Client client;
  private final Random random = new Random(7);

  Topics(Client client) {
    this.client = client;
  }

  /** Writes to the broker on {@code logDir}. */
  void writeAll(Path logDir) throws Exception {
    for (String topic : ALL) {
      if (topic.startsWith("codec-")) {
        write(topic, topic.substring("codec-".length()), Map.of(), 3_000, 400);
      }
    }
    Map<String, String> appendTime = Map.of("message.timestamp.type", "LogAppendTime");
    write("append-time", "none", appendTime, 2_000, 1_000);
    write("preallocated", "none", Map.of("preallocate", "true"), 3_000, 600);
    Map<String, String> large = Map.of("max.message.bytes", "4194304", "segment.bytes", "4194304");
    write("large", "none", large, 9, 1 << 20);
    write("deleted-records", "none", Map.of(), 3_000, 600);
    client.deleteRecordsBefore("deleted-records", DELETED_BEFORE);
    writeTransactions("transactions");
    writeCompacted("compacted", logDir);
  }

  void write(String topic, String codec, Map<String, String> settings, int records, int valueBytes)
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
  }

  ProducerRecord<byte[], byte[]> record(String topic, int number, int valueBytes) {
    byte[] value = new byte[valueBytes];
    random.nextBytes(value);
    byte[] key = number % 7 == 0 ? null : Client.bytes(number);
    byte[] mayBeNull = number % 11 == 0 ? null : value;
    long timestamp = FIRST_TIMESTAMP + number * 10L - (number % 5) * 1_000L;
    List<Header> headers = new ArrayList<>();
    if (number % 3 == 0) {
      headers.add(new RecordHeader("h", Client.bytes(number)));
      headers.add(new RecordHeader("none", null));
    }
    return new ProducerRecord<>(topic, 0, timestamp, key, mayBeNull, headers);
  }

  private void writeTransactions(String topic) throws Exception {
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
  }

  private void writeCompacted(String topic, Path logDir) throws Exception {
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
    Path partition = logDir.resolve(topic + "-0");
    await(() -> LogDirs.cleaned(partition) == activeBase(partition));
  }

  private static long activeBase(Path partition) {
    try (Stream<Path> files = Files.list(partition)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".log"))
          .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
          .max()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), "it does not come");
      LockSupport.parkNanos(20_000_000);
    }
  }
}
