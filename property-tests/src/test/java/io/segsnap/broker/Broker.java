package io.segsnap.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker and controller on one {@code log.dir}, on loopback, in this process. */
final class Broker implements AutoCloseable {

  private static final int NODE = 1;
  private static final int ATTEMPTS = 3;
  private static final String CLUSTER = "segsnapPropertyTestsAA";

  private final KafkaRaftServer server;
  private final String address;

  private Broker(KafkaRaftServer server, String address) {
    this.server = server;
    this.address = address;
  }

  /** Starts on a directory, which is formatted if it isn't yet. */
  static Broker start(Path logDir) throws Exception {
    Files.createDirectories(logDir);
    for (int attempt = 1; ; attempt++) {
      List<Integer> ports = freePorts();
      try {
        return start(logDir, ports);
      } catch (Exception e) {
        if (attempt == ATTEMPTS || areFree(ports)) {
          throw e;
        }
      }
    }
  }

  private static Broker start(Path logDir, List<Integer> ports) throws Exception {
    String address = "127.0.0.1:" + ports.get(0);
    KafkaConfig config = new KafkaConfig(settings(logDir, address, ports.get(1)));
    if (!Files.exists(logDir.resolve("meta.properties"))) {
      format(logDir);
    }
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      server.startup();
    } catch (Exception e) {
      server.shutdown();
      throw e;
    }
    return new Broker(server, address);
  }

  /** Two that differ: the system may give out a port again at once that was given back. */
  private static List<Integer> freePorts() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket other = new ServerSocket(0, 1, loopback)) {
      return List.of(one.getLocalPort(), other.getLocalPort());
    }
  }

  /** Whether no one took them meanwhile. */
  private static boolean areFree(List<Integer> ports) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(ports.get(0), 1, loopback);
        ServerSocket other = new ServerSocket(ports.get(1), 1, loopback)) {
      return one.isBound() && other.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static void format(Path logDir) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
        .setNodeId(NODE)
        .setClusterId(CLUSTER)
        .setDirectories(List.of(logDir.toString()))
        .setMetadataLogDirectory(logDir.toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .run();
  }

  private static Map<String, String> settings(Path logDir, String address, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "" + NODE);
    settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners", "PLAINTEXT://" + address + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", logDir.toString());
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.backoff.ms", "100");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("log.initial.task.delay.ms", "100");
    return settings;
  }

  /** Host and port for clients. */
  String address() {
    return address;
  }

  /** Shuts down cleanly. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Runs a broker until the process is killed; prints its address when it is up. */
  public static void main(String[] args) throws Exception {
    Broker broker = start(Path.of(args[0]));
    System.out.println("address " + broker.address());
    broker.server.awaitShutdown();
  }
}
