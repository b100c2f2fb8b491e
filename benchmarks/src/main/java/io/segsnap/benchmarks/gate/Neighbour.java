package io.segsnap.benchmarks.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;

/**
 * A noisy neighbour, as a process of its own: in bursts of up to {@value #BURST_MS} ms, with pauses as
 * long, it keeps one processor busy and writes and syncs a file.
 */
final class Neighbour {

  private static final int BURST_MS = 1500;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int FILE_CHUNKS = 32;

  private final Process process;

  private Neighbour(Process process) {
    this.process = process;
  }

  /** Moves in; it leaves when closed, or when this process ends. */
  static Neighbour start(Path folder) throws IOException {
    List<String> command = List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx32m",
        "-classpath",
        System.getProperty("java.class.path"),
        Neighbour.class.getName(),
        folder.toString());
    return new Neighbour(new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start());
  }

  /** Whether it still makes noise: it ends with an error if it can't. */
  boolean isAlive() {
    return process.isAlive();
  }

  void close() {
    process.destroy();
  }

  /**
   * Makes noise until stdin ends, which is when the process that started it does.
   *
   * @param args folder for its file
   */
  public static void main(String[] args) throws Exception {
    Thread noise = new Thread(() -> makeNoise(Path.of(args[0]).resolve("neighbour")));
    noise.setDaemon(true);
    noise.setUncaughtExceptionHandler((thread, problem) -> {
      System.err.println("gate: the neighbour can't make noise: " + problem);
      Runtime.getRuntime().halt(1);
    });
    noise.start();
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
  }

  private static void makeNoise(Path file) {
    Random random = new Random();
    try {
      while (true) {
        long end = System.nanoTime() + random.nextInt(BURST_MS) * 1_000_000L;
        while (System.nanoTime() < end) {
          write(file);
        }
        Thread.sleep(random.nextInt(BURST_MS));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(Path file) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    Random random = new Random();
    byte[] bytes = new byte[CHUNK_BYTES];
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < FILE_CHUNKS; i++) {
        random.nextBytes(bytes);
        out.write(chunk.clear().put(bytes).flip());
      }
      out.force(true);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
