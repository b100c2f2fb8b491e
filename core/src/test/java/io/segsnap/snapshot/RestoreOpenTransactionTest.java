package io.segsnap.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.log.Log;
import io.segsnap.oracle.KafkaLog;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.KafkaSettings;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

/** Found by {@code ModelProperties}: a part of a log behind the begin of a transaction that did not end. */
class RestoreOpenTransactionTest extends SnapshotTestBase {

  private static final long PRODUCER = 7;

  @Test
  void shouldKnowTheOpenTransactionThatBeganBeforeThePart() throws IOException {
    try (Log opened = Log.open(log, TestLogs.OPTIONS)) {
      opened.append(MemoryRecords.withTransactionalRecords(
              Compression.NONE, PRODUCER, (short) 0, 0, new SimpleRecord("open".getBytes(UTF_8)))
          .buffer());
      opened.roll();
      TestLogs.append(opened, 5);
    }
    Path part = folder.resolve("part-0");
    SnapshotManager manager = manager();
    manager.restore(
        manager.create(CREATE).id(), part, RESTORE.withRange(RestoreRange.ALL.withFromOffset(51)));

    try (KafkaLog kafka = KafkaLog.open(part, KafkaSettings.defaults(), true, 51)) {
      assertEquals(
          50, kafka.unified().activeProducers().get(0).currentTxnStartOffset(), "begin of it");
    }
    assertTrue(KafkaOracle.checkReads(part, folder, 51, 1) > 0);
  }
}
