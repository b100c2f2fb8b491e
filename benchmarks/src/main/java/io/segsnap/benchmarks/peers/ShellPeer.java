package io.segsnap.benchmarks.peers;

import io.segsnap.benchmarks.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Programs, as shell scripts over {@code $DATA}, {@code $STORE} and {@code $TARGET}.
 */
final class ShellPeer implements Peer {

  private final String name;
  private final List<String> programs;
  private final String begin;
  private final String backUp;
  private final String restore;
  private final String check;
  private final Map<String, String> environment = new HashMap<>();
  private Path home = Path.of("");

  /**
   * @param check blank if there is none
   */
  private ShellPeer(
      String name,
      List<String> programs,
      String begin,
      String backUp,
      String restore,
      String check) {
    this.name = name;
    this.programs = programs;
    this.begin = begin;
    this.backUp = backUp;
    this.restore = restore;
    this.check = check;
  }

  /** All that are known. Each makes what it wrote durable, as its script says or by itself. */
  static List<Peer> all() {
    String syncStore = " && sync -f \"$STORE\"";
    String syncTarget = " && sync -f \"$TARGET\"";
    return List.of(
        new ShellPeer(
            "cp",
            List.of("cp"),
            "mkdir \"$STORE\"",
            "rm -rf \"$STORE/log\" && cp -r \"$DATA\" \"$STORE/log\"" + syncStore,
            "cp -r \"$STORE/log\" \"$TARGET\"" + syncTarget,
            ""),
        new ShellPeer(
            "rsync",
            List.of("rsync"),
            "mkdir \"$STORE\"",
            "rsync -a --delete \"$DATA/\" \"$STORE/\"" + syncStore,
            "rsync -a \"$STORE/\" \"$TARGET/\"" + syncTarget,
            ""),
        new ShellPeer(
            "tar | zstd",
            List.of("tar", "zstd"),
            "mkdir \"$STORE\"",
            "tar -C \"$DATA\" -cf - . | zstd -q -f -1 -T0 -o \"$STORE/log.tar.zst\"" + syncStore,
            "mkdir \"$TARGET\" && zstd -q -d -c \"$STORE/log.tar.zst\" | tar -C \"$TARGET\" -xf -"
                + syncTarget,
            "zstd -q -t \"$STORE/log.tar.zst\""),
        new ShellPeer(
            "restic",
            List.of("restic"),
            "restic -q init",
            "cd \"$DATA\" && restic -q backup ." + syncStore,
            "restic -q restore latest --target \"$TARGET\"" + syncTarget,
            "restic -q check --read-data"),
        new ShellPeer(
            "borg",
            List.of("borg"),
            "borg init -e none",
            "cd \"$DATA\" && " + warned("borg create \"::$(date +%s.%N)\" .") + syncStore,
            "mkdir \"$TARGET\" && cd \"$TARGET\" && "
                + warned("borg extract \"::$(borg list --last 1 --short)\"")
                + syncTarget,
            "borg check --verify-data"));
  }

  /** borg exits with 1 where it did its work and has a warning; what it restores is compared anyway. */
  static String warned(String command) {
    return "{ " + command + " || [ $? -eq 1 ]; }";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> programs() {
    return programs;
  }

  @Override
  public void begin(Path data, Path newHome) throws Exception {
    home = newHome;
    String store = home.resolve("store").toString();
    environment.put("DATA", data.toString());
    environment.put("STORE", store);
    environment.put("RESTIC_REPOSITORY", store);
    environment.put("RESTIC_PASSWORD", "benchmark");
    environment.put("RESTIC_CACHE_DIR", home.resolve("cache").toString());
    environment.put("BORG_REPO", store);
    environment.put("BORG_BASE_DIR", home.resolve("borg").toString());
    environment.put("BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK", "yes");
    environment.put("BORG_RELOCATED_REPO_ACCESS_IS_OK", "yes");
    Files.createDirectories(home);
    run(begin);
  }

  @Override
  public void backUp() throws Exception {
    run(backUp);
  }

  @Override
  public void restore(Path target) throws Exception {
    environment.put("TARGET", target.toString());
    run(restore);
  }

  @Override
  public boolean hasCheck() {
    return !check.isEmpty();
  }

  @Override
  public void check() throws Exception {
    run(check);
  }

  private void run(String script) throws Exception {
    Commands.run(List.of("bash", "-o", "pipefail", "-c", script), home, environment);
  }
}
