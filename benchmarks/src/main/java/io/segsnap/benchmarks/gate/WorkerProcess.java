package io.segsnap.benchmarks.gate;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Link} to a process, over its stdin and stdout. */
final class WorkerProcess implements Link {

  private static final int END_SECONDS = 20;

  private final String name;
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  WorkerProcess(String name, List<String> command) throws IOException {
    this.name = name;
    this.process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    this.requests = new BufferedWriter(
        new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public String ask(String request) throws IOException {
    String answer;
    try {
      requests.write(request);
      requests.newLine();
      requests.flush();
      answer = answers.readLine();
    } catch (IOException e) {
      answer = null;
    }
    return Answers.result(name, request, answer);
  }

  @Override
  public void close() throws IOException {
    try {
      requests.close();
    } catch (IOException e) {
      process.destroy(); // it has ended, or does not listen
    }
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
