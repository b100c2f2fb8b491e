package io.segsnap.broker;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Real producers, consumers and administrators of a broker. Topics have one partition. */
final class Client implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  /** In a row; about a minute. */
  private static final int MOST_IDLE_POLLS = 1_200;

  private final String address;
  private final Admin admin;
  private final Map<IsolationLevel, KafkaConsumer<byte[], byte[]>> consumers =
      new EnumMap<>(IsolationLevel.class);

  /** A record as a consumer saw it. */
  record Seen(
      long offset, long timestamp, TimestampType type, String key, String value, String headers) {

    private static Seen of(ConsumerRecord<byte[], byte[]> record) {
      StringBuilder headers = new StringBuilder();
      for (Header header : record.headers()) {
        headers.append(header.key()).append('=').append(sum(header.value())).append(' ');
      }
      return new Seen(
          record.offset(),
          record.timestamp(),
          record.timestampType(),
          sum(record.key()),
          sum(record.value()),
          headers.toString());
    }

    private static String sum(byte[] bytes) {
      if (bytes == null) {
        return "null";
      }
      CRC32C crc = new CRC32C();
      crc.update(bytes);
      return bytes.length + ":" + crc.getValue();
    }
  }

  Client(String address) {
    this.address = address;
    this.admin = Admin.create(Map.of("bootstrap.servers", address));
    for (IsolationLevel isolation : IsolationLevel.values()) {
      consumers.put(isolation, consumer(isolation));
    }
  }

  void createTopic(String topic, Map<String, String> settings) throws Exception {
    admin
        .createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings)))
        .all()
        .get();
  }

  void deleteRecordsBefore(String topic, long offset) throws Exception {
    admin
        .deleteRecords(Map.of(partition(topic), RecordsToDelete.beforeOffset(offset)))
        .all()
        .get();
  }

  Sender sender(String compression, String transactionalId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", address);
    settings.put("compression.type", compression.toLowerCase(Locale.ROOT));
    settings.put("max.request.size", 4 << 20);
    settings.put("linger.ms", 5);
    if (!transactionalId.isEmpty()) {
      settings.put("transactional.id", transactionalId);
    }
    return new Sender(
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /** Sends a record and waits until the broker has it. */
  void append(String topic, byte[] key, byte[] value) throws Exception {
    try (Sender sender = sender("none", "")) {
      sender.send(new ProducerRecord<>(topic, 0, key, value));
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(IsolationLevel isolation) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", address);
    settings.put("isolation.level", isolation.toString().toLowerCase(Locale.ROOT));
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("fetch.max.wait.ms", "10");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** All records of a topic from an offset on, as a consumer of that isolation level sees them. */
  List<Seen> read(String topic, long fromOffset, IsolationLevel isolation) {
    TopicPartition partition = partition(topic);
    KafkaConsumer<byte[], byte[]> consumer = consumers.get(isolation);
    consumer.assign(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    consumer.seek(partition, fromOffset);
    List<Seen> seen = new ArrayList<>();
    int idle = 0;
    while (consumer.position(partition) < end) {
      long position = consumer.position(partition);
      consumer.poll(POLL).forEach(record -> seen.add(Seen.of(record)));
      idle = consumer.position(partition) > position ? 0 : idle + 1;
      if (idle > MOST_IDLE_POLLS) {
        throw new AssertionError(
            topic + " is read no further than " + position + ", and ends at " + end);
      }
    }
    return seen;
  }

  long start(String topic) {
    return consumers
        .get(IsolationLevel.READ_UNCOMMITTED)
        .beginningOffsets(List.of(partition(topic)))
        .get(partition(topic));
  }

  /** Offset of the first record with at least that timestamp, -1 for none. */
  long offsetForTime(String topic, long timestamp) {
    OffsetAndTimestamp found = consumers
        .get(IsolationLevel.READ_UNCOMMITTED)
        .offsetsForTimes(Map.of(partition(topic), timestamp))
        .get(partition(topic));
    return found == null ? -1 : found.offset();
  }

  private static TopicPartition partition(String topic) {
    return new TopicPartition(topic, 0);
  }

  static byte[] bytes(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  @Override
  public void close() {
    consumers.values().forEach(KafkaConsumer::close);
    admin.close();
  }
}
