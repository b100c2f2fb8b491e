package io.segsnap.reports.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A headless Chromium with a profile of its own, which {@link #close} ends. */
public final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final String USUAL_PLACES =
      "/usr/bin:/usr/local/bin:/snap/bin:/opt/google/chrome:/usr/lib/chromium";
  private static final String LISTENING = "DevTools listening on ";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path executable;
  private final Path profile;
  private final Process process;
  private final CompletableFuture<URI> address = new CompletableFuture<>();

  private Chromium(Path executable, Path profile, Process process) {
    this.executable = executable;
    this.profile = profile;
    this.process = process;
    Thread reader = new Thread(this::readLog, "chromium-log");
    reader.setDaemon(true);
    reader.start();
  }

  /** The one that {@code CHROMIUM} names, else the first on the path or in the usual places. */
  public static Optional<Path> find() {
    Map<String, String> environment = System.getenv();
    String folders = environment.getOrDefault("PATH", "") + ":" + USUAL_PLACES;
    Stream<Path> found = Arrays.stream(folders.split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
    return Stream.concat(Stream.ofNullable(environment.get("CHROMIUM")).map(Path::of), found)
        .filter(executable -> tellsItsVersion(executable, LIMIT))
        .findFirst();
  }

  /** A distribution may ship a stub that only says what to install instead. */
  static boolean tellsItsVersion(Path executable, Duration limit) {
    if (!Files.isExecutable(executable)) {
      return false;
    }
    try {
      Process version = new ProcessBuilder(executable.toString(), "--version")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      boolean ended = version.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      end(version);
      return ended && version.exitValue() == 0;
    } catch (IOException e) { // not for this machine
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Starts one that opens no connection but to its tests.
   *
   * @throws IOException saying why it did not start
   */
  public static Chromium start(Path executable) throws IOException {
    return start(executable, LIMIT);
  }

  static Chromium start(Path executable, Duration limit) throws IOException {
    Path profile = Files.createTempDirectory("chromium");
    Process process = new ProcessBuilder(
            executable.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    Chromium chromium = new Chromium(executable, profile, process);
    try {
      chromium.listening(limit);
      return chromium;
    } catch (IOException e) {
      chromium.close();
      throw e;
    }
  }

  /** Where it listens, and then nothing: a full pipe would stop it. */
  private void readLog() {
    String last = "nothing";
    try (var log = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        if (line.startsWith(LISTENING)) {
          address.complete(URI.create(line.substring(LISTENING.length())));
        }
        last = line.isBlank() ? last : line;
      }
    } catch (IOException e) { // it was ended
      last = e.toString();
    }
    address.completeExceptionally(
        new IOException("start " + executable + ": it ended before it listened, saying " + last));
  }

  private URI listening(Duration limit) throws IOException {
    try {
      return address.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException(
          "start " + executable + ": it does not listen after " + limit.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("start " + executable + ": interrupted", e);
    }
  }

  /** Opens an empty page. */
  public Page open() throws Exception {
    return Page.open(new DevTools(listening(LIMIT)));
  }

  @Override
  public void close() throws IOException {
    end(process);
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(Chromium::delete);
    } catch (UncheckedIOException e) {
      // a helper process that is just ending may still remove files of its own
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
