package io.segsnap.benchmarks.gate;

import io.segsnap.benchmarks.gate.GateException.Kind;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A {@link Link} to a process, over its stdin and stdout. */
final class WorkerProcess implements Link {

  private static final int END_SECONDS = 20;

  private final String name;
  private final Duration patience;
  private final ExecutorService reader = Executors.newSingleThreadExecutor();
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  /**
   * @param patience how long it may take to answer; then it is ended
   */
  WorkerProcess(String name, List<String> command, Duration patience) throws IOException {
    this.name = name;
    this.patience = patience;
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
    Future<@Nullable String> answer = reader.submit(() -> exchange(request));
    try {
      return Answers.result(name, request, answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new GateException(
          Kind.FAILED,
          name + ": " + request + ": no answer within " + patience.toSeconds()
              + " s; the worker hangs, or the machine is far too busy");
    } catch (ExecutionException e) {
      throw new IOException(name + ": " + request, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(name + ": " + request + ": interrupted");
    }
  }

  /** The answer; null if the worker has ended. */
  private @Nullable String exchange(String request) {
    try {
      requests.write(request);
      requests.newLine();
      requests.flush();
      return answers.readLine();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    reader.shutdown();
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
