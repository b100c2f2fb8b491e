package io.segsnap.proof;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segsnap.proof.Proof.Section;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What all processes of one run found: each leaves its rows in a file of its own, and the last to end
 * sees those of all.
 */
final class ProofRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final String run;

  /**
   * Rows of a run.
   *
   * @param run the same for all processes of it, and for no other run
   */
  ProofRows(Path folder, String run) {
    this.folder = folder;
    this.run = run;
  }

  /** Something to do with the rows of all processes. */
  interface Use {
    void accept(Map<Section, List<List<String>>> rows) throws IOException;
  }

  /** Leaves this process's rows, and uses those of all, while no other process does. */
  void exchange(Map<Section, List<List<String>>> own, Use use) throws IOException {
    Files.createDirectories(folder);
    try (FileChannel lock = FileChannel.open(
        folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock(); // until it is closed
      removeOthers();
      Path file = folder.resolve(run + "-" + ProcessHandle.current().pid() + ".json");
      JSON.writeValue(file.toFile(), own);
      Map<Section, List<List<String>>> all = new EnumMap<>(Section.class);
      for (Path written : files()) {
        read(written)
            .forEach((section, rows) ->
                all.computeIfAbsent(section, s -> new ArrayList<>()).addAll(rows));
      }
      use.accept(all);
    }
  }

  private static Map<Section, List<List<String>>> read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), new TypeReference<>() {});
  }

  private void removeOthers() throws IOException {
    for (Path file : files()) {
      if (!file.getFileName().toString().startsWith(run + "-")) {
        Files.delete(file);
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
