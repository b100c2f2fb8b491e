package io.segsnap.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One of the processes of {@link ManyProcessesTest}, which wait for a line and answer with several. */
final class WorkerProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;

  WorkerProcess(Class<?> main, String... args) throws IOException {
    process = JavaProcess.builder(main, List.of(args))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Waits until it is up. */
  void awaitReady() throws IOException {
    if (!"ready".equals(out.readLine())) {
      throw new IOException("did not start: " + process);
    }
  }

  void begin(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** What it prints next. */
  String awaitLine() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("ended before its time");
    }
    return line;
  }

  /** What it printed until it was done. */
  List<String> awaitEnd() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); !"end".equals(line); line = out.readLine()) {
      if (line == null) {
        throw new IOException("ended before its time, after " + lines);
      }
      lines.add(line);
    }
    return lines;
  }

  /** Lets it end by itself. */
  int finish() throws IOException, InterruptedException {
    process.getOutputStream().close();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
