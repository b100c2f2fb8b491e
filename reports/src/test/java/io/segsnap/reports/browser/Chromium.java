package io.segsnap.reports.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A headless Chromium with a profile of its own, which {@link #close} ends. */
public final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final String USUAL_PLACES =
      "/usr/bin:/usr/local/bin:/snap/bin:/opt/google/chrome:/usr/lib/chromium";
  private static final String LISTENING = "DevTools listening on ";

  private final Path profile;
  private final Process process;
  private final BufferedReader log;

  private Chromium(Path profile, Process process) {
    this.profile = profile;
    this.process = process;
    this.log = process.errorReader(StandardCharsets.UTF_8);
  }

  /** The one that {@code CHROMIUM} names, else the first on the path or in the usual places. */
  public static Optional<Path> find() {
    Map<String, String> environment = System.getenv();
    String folders = environment.getOrDefault("PATH", "") + ":" + USUAL_PLACES;
    Stream<Path> found = Arrays.stream(folders.split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
    return Stream.concat(Stream.ofNullable(environment.get("CHROMIUM")).map(Path::of), found)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts one that opens no connection but to its tests. */
  public static Chromium start(Path executable) throws IOException {
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
    return new Chromium(profile, process);
  }

  /** Opens an empty page. */
  public Page open() throws Exception {
    String line;
    while ((line = log.readLine()) != null) {
      if (line.startsWith(LISTENING)) {
        drain();
        return Page.open(new DevTools(URI.create(line.substring(LISTENING.length()))));
      }
    }
    throw new IOException("start " + profile + ": Chromium ended before it listened");
  }

  /** A full pipe would stop it. */
  private void drain() {
    Thread reader = new Thread(() -> log.lines().forEach(line -> {}), "chromium-log");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(Chromium::delete);
    } catch (UncheckedIOException e) {
      // a helper process that is just ending may still remove files of its own
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
