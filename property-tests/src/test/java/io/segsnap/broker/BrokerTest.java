package io.segsnap.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.broker.Client.Seen;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.LogContents;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real broker writes; segsnap takes snapshots and restores; Kafka's code goes on with them. */
@Tag("any-jdk")
class BrokerTest {

  private static final int SAMPLES = 20;
  private static final int STEP = 7;

  @TempDir
  static Path folder;

  private static Path before;
  private static Path after;
  private static final Map<String, Answers> ANSWERS = new TreeMap<>();

  /**
   * What clients are told of a topic.
   *
   * @param committed what a consumer sees that reads committed records only
   * @param all what any other consumer sees
   * @param offsets for some timestamps the offset of the first record that is as late
   */
  private record Answers(List<Seen> committed, List<Seen> all, Map<Long, Long> offsets) {

    static Answers of(Client client, String topic) {
      long start = client.start(topic);
      List<Seen> all = client.read(topic, start, IsolationLevel.READ_UNCOMMITTED);
      Map<Long, Long> offsets = new TreeMap<>();
      int step = Math.max(1, all.size() / SAMPLES);
      for (int i = 0; i < all.size(); i += step) {
        long timestamp = all.get(i).timestamp();
        offsets.put(timestamp, client.offsetForTime(topic, timestamp));
      }
      return new Answers(client.read(topic, start, IsolationLevel.READ_COMMITTED), all, offsets);
    }

    /** A read from the middle finds what a read of all found there. */
    void checkPointReads(Client client, String topic) {
      for (int i : new int[] {0, all.size() / 3, all.size() - 1}) {
        long offset = all.get(i).offset();
        assertEquals(
            all.subList(i, all.size()),
            client.read(topic, offset, IsolationLevel.READ_UNCOMMITTED),
            () -> topic + " from " + offset);
      }
    }
  }

  static Stream<String> topics() {
    return Topics.ALL.stream();
  }

  @BeforeAll
  static void writeAndRestore() throws Exception {
    before = folder.resolve("before");
    after = folder.resolve("after");
    try (Broker broker = Broker.start(before);
        Client client = new Client(broker.address())) {
      new Topics(client).writeAll(before);
      for (String topic : Topics.ALL) {
        ANSWERS.put(topic, Answers.of(client, topic));
      }
    }
    LogDirs.restore(before, after, folder.resolve("snapshots"));
  }

  private static LogContents open(Path logDir, String topic, boolean isTrusted) throws IOException {
    Path partition = logDir.resolve(topic + "-0");
    return KafkaOracle.open(partition, folder, isTrusted, LogDirs.logStart(partition));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void kafkasLoaderFindsTheSameWhetherItTrustsTheFilesOrChecksEveryBatch(String topic)
      throws IOException {
    LogContents original = open(before, topic, true);
    assertFalse(original.records().isEmpty());
    assertEquals(original, open(after, topic, true));
    LogContents recovered = open(after, topic, false);
    assertEquals(original.records(), recovered.records());
    assertEquals(original.aborted(), recovered.aborted());
    assertEquals(original.lastStableOffset(), recovered.lastStableOffset());
    if (original.logStartOffset() == 0) {
      // else Kafka, checking every batch, forgets producers whose batches were deleted
      assertEquals(original, recovered);
    }
    Proof.count(Section.ORACLE, "broker: restored topics, trusted and recovered", 1);
    Proof.count(
        Section.ORACLE, "broker: records compared", 2L * original.records().size());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void indexesLeadToWhatAScanFinds(String topic) throws IOException {
    Path partition = after.resolve(topic + "-0");
    long questions = KafkaOracle.checkReads(partition, folder, LogDirs.logStart(partition), STEP);
    assertTrue(questions > 0);
    Proof.count(
        Section.ORACLE,
        "broker: point reads by offset, by time, and of committed records",
        questions);
  }

  @Test
  void theInputHoldsWhatItIsMeantTo() throws IOException {
    assertFalse(open(before, "transactions", true).aborted().isEmpty());
    LogContents compacted = open(before, "compacted", true);
    assertTrue(compacted.records().size() < compacted.logEndOffset() / 2);
    assertTrue(LogDirs.hasEmptySegment(before.resolve("compacted-0")));
    assertEquals(Topics.DELETED_BEFORE, open(after, "deleted-records", true).logStartOffset());
    assertTrue(open(before, "large", true).records().stream()
        .anyMatch(record -> record.value() != null && record.value().remaining() >= 1 << 20));
    assertTrue(ANSWERS.get("append-time").all().stream()
        .allMatch(seen -> seen.type().name.equals("LogAppendTime")));
    Answers transactions = ANSWERS.get("transactions");
    assertTrue(transactions.committed().size() < transactions.all().size());
  }

  @Test
  void aBrokerServesTheSameTakesMoreAndRestarts() throws Exception {
    Path logDir = folder.resolve("served");
    LogDirs.copy(after, logDir);
    Map<String, Answers> appended = new TreeMap<>();
    try (Broker broker = Broker.start(logDir);
        Client client = new Client(broker.address())) {
      for (String topic : Topics.ALL) {
        assertEquals(ANSWERS.get(topic), Answers.of(client, topic), topic);
        ANSWERS.get(topic).checkPointReads(client, topic);
        client.append(topic, Client.bytes(-1), "after".getBytes(UTF_8));
        appended.put(topic, Answers.of(client, topic));
        checkAppended(topic, appended.get(topic));
      }
    }
    try (Broker broker = Broker.start(logDir);
        Client client = new Client(broker.address())) {
      for (String topic : Topics.ALL) {
        assertEquals(appended.get(topic), Answers.of(client, topic), topic);
        Proof.count(
            Section.ORACLE, "broker: topics served, appended to, served after a restart", 1);
      }
    }
  }

  private static void checkAppended(String topic, Answers answers) {
    List<Seen> all = new ArrayList<>(answers.all());
    all.remove(all.size() - 1);
    assertEquals(ANSWERS.get(topic).all(), all, topic);
  }
}
