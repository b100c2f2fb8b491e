package io.segsnap.broker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A producer that fails when one of its records did. */
final class Sender implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<?>> sent = new ArrayList<>();

  Sender(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  KafkaProducer<byte[], byte[]> producer() {
    return producer;
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    sent.add(producer.send(record));
  }

  /** Returns when the broker has all. */
  void flush() throws IOException {
    producer.flush();
    try {
      for (Future<?> future : sent) {
        future.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException(e);
    }
    sent.clear();
  }

  @Override
  public void close() throws IOException {
    try {
      flush();
    } finally {
      producer.close();
    }
  }
}
