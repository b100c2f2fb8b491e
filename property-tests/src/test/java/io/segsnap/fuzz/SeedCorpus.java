package io.segsnap.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.crash.Scratch;
import io.segsnap.format.CompressionCodec;
import io.segsnap.format.FileKind;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.SimpleRecord;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogCheckpoint;
import io.segsnap.log.LogOptions;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.testing.SampleData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes the inputs that fuzzing starts from, out of files that segsnap and a real broker wrote. Run
 * it in {@code property-tests} after a change of a format or of a target; findings stay as they are.
 */
public final class SeedCorpus {

  private static final Path RESOURCES = Path.of("src", "test", "resources", "io", "segsnap");
  private static final int MAX_LOG_BYTES = 2000;
  private static final int MAX_FILES = 10;
  private static final int MAX_INDEX_BYTES = 204;
  private static final LogOptions SMALL =
      LogOptions.defaults().withSegmentBytes(500).withIndexIntervalBytes(150);
  private static final List<String> COMMAND_LINES = List.of(
      "create %/orders-0 --force --label before --tag a --tag b --strategy off-heap --no-sync",
      "create %/orders-0 --snapshot-dir %/s --threads 2 --limit 50m --min-interval 1h --json",
      "create %/orders-0 --force --strategy link --no-sync",
      "list %/orders-0 --json",
      "list %/orders-0 --snapshot-dir %/s",
      "show %/orders-0 latest --json",
      "size %/orders-0",
      "verify %/orders-0 latest",
      "verify %/orders-0 --all --json --threads 1",
      "restore %/orders-0 latest %/new-0 --json",
      "restore %/orders-0 latest %/new-0 --from-offset 1 --to-offset 2",
      "restore %/orders-0 latest %/new-0 --segments 0 --to-timestamp 2026-03-04T12:00:00Z",
      "restore %/orders-0 latest %/orders-0 --differential --remove-extra --dry-run",
      "delete %/orders-0 snapshot-5",
      "delete %/orders-0 latest",
      "cleanup %/orders-0 --dry-run --json",
      "cleanup %/orders-0 --keep-at-least 1 --keep-daily 2 --zone Europe/Berlin --pin-tag a",
      "cleanup %/orders-0 --retention 7d --max-snapshots 3 --keep-hourly 1",
      "inspect %/orders-0 --check --digest --read-committed --json",
      "inspect %/orders-0 --allow-gaps --cut-at-first-damage --debug",
      "generate %/new-0 --size 16k --segment-size 4k --batch-size 1k --compression lz4",
      "completion bash",
      "--help",
      "--version",
      "restore --help");

  private final Path scratch;

  private SeedCorpus(Path scratch) {
    this.scratch = scratch;
  }

  /** Replaces the seeds of every target. */
  public static void main(String[] args) throws IOException {
    try (Scratch scratch = new Scratch()) {
      SeedCorpus corpus = new SeedCorpus(scratch.path());
      corpus.ofSegsnap();
      for (String sample : SampleData.cases()) {
        corpus.ofBroker(sample);
      }
      for (int i = 0; i < COMMAND_LINES.size(); i++) {
        String line = COMMAND_LINES.get(i).replace(' ', '\n');
        write("cli/CommandLineFuzzTest", "seed-" + i, line.getBytes(UTF_8));
      }
    }
  }

  private static void write(String target, String name, byte[] content) throws IOException {
    Path folder = RESOURCES.resolve(target + "Inputs").resolve(METHODS.get(target));
    Files.createDirectories(folder);
    Files.write(folder.resolve(name), content);
  }

  private static final Map<String, String> METHODS = Map.of(
      "cli/CommandLineFuzzTest", "endsWithADocumentedExitCode",
      "format/BatchFuzzTest", "areScannedAndDecoded",
      "log/CheckpointFuzzTest", "areReadOrRefused",
      "log/IndexFuzzTest", "areUsedOrRefused",
      "log/LogDirectoryFuzzTest", "isOpenedOrRefused",
      "log/NamesFuzzTest", "areSortedOrRefused",
      "snapshot/CatalogFuzzTest", "isReadOrRebuilt",
      "snapshot/ManifestFuzzTest", "isReadOrRefused",
      "snapshot/SnapshotsFuzzTest", "areUsedOrRefused");

  private void ofSegsnap() throws IOException {
    for (CompressionCodec codec : CompressionCodec.values()) {
      if (codec != CompressionCodec.UNKNOWN) {
        String name = codec.toString().toLowerCase(Locale.ROOT);
        Path log = log(name, SMALL.withCompression(codec));
        byte[] batches = Files.readAllBytes(FileKind.LOG.in(log, 0));
        write("format/BatchFuzzTest", "seed-" + name, batches);
        write("log/LogDirectoryFuzzTest", "seed-" + name, directory(log, 1));
        write("log/LogDirectoryFuzzTest", "seed-open-" + name, opened(log));
      }
    }
    Path log = log("snapshots", SMALL);
    Path folder = scratch.resolve("snapshots-of");
    SnapshotManager manager =
        SnapshotManager.open(log, SnapshotOptions.defaults().withSnapshotDirectory(folder));
    CreateOptions options = CreateOptions.defaults().withMinInterval(Duration.ZERO);
    ofSnapshot(folder, manager.create(options).id(), "copied");
    options = options.withLabel("b\"efore").withTags(List.of("x", "y"));
    ofSnapshot(folder, manager.create(options.withStrategy(CopyStrategy.LINK)).id(), "linked");
    write("snapshot/CatalogFuzzTest", "seed", Files.readAllBytes(folder.resolve("snapshots.json")));
  }

  private Path log(String name, LogOptions options) throws IOException {
    Path directory = scratch.resolve(name).resolve("orders-0");
    Files.createDirectories(directory);
    try (Log log = Log.open(directory, options)) {
      for (int batch = 0; batch < 4; batch++) {
        List<SimpleRecord> records = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          records.add(SimpleRecord.of(1_700_000_000_000L + i, "key" + i, "value-value-value" + i));
        }
        log.append(records);
      }
    }
    return directory;
  }

  private static byte[] directory(Path log, int choices) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (Path path : filesIn(log)) {
      if (!path.endsWith(".lock")) {
        files.put("orders-0/" + path.getFileName(), Files.readAllBytes(path));
      }
    }
    return Parts.join(choices, files);
  }

  /** The directory of a log that was not closed. */
  private static byte[] opened(Path log) throws IOException {
    new LogCheckpoint(false, 0, 1, 0, 0).write(Disk.local(), log);
    return directory(log, 1);
  }

  private static void ofSnapshot(Path folder, String id, String name) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Map<String, byte[]> unsummed = new TreeMap<>();
    try (Stream<Path> paths = Files.list(folder.resolve(id))) {
      for (Path path : paths.toList()) {
        byte[] content = Files.readAllBytes(path);
        files.put(id + "/" + path.getFileName(), content);
        String text = new String(content, ISO_8859_1);
        unsummed.put(
            id + "/" + path.getFileName(),
            text.replaceAll(",\\s*\"checksums\" : \"[0-9a-f]*\"", "").getBytes(ISO_8859_1));
      }
    }
    write("snapshot/ManifestFuzzTest", "seed-" + name, files.get(id + "/manifest.json"));
    write("snapshot/SnapshotsFuzzTest", "seed-" + name, Parts.join(1, files));
    write("snapshot/SnapshotsFuzzTest", "seed-unsummed-" + name, Parts.join(1, unsummed));
  }

  private void ofBroker(String sample) throws IOException {
    Path directory = SampleData.unpack(sample, scratch);
    Map<String, byte[]> files = new TreeMap<>();
    Map<String, byte[]> indexes = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (Path path : filesIn(directory).stream().limit(MAX_FILES).toList()) {
      String name = path.getFileName().toString();
      byte[] content = start(name, Files.readAllBytes(path));
      names.add(name);
      files.put("orders-0/" + name, content);
      if (name.endsWith("index") && content.length > 0) {
        indexes.put(name.substring(name.indexOf('.') + 1), content);
      } else if (name.endsWith(".snapshot")) {
        write("log/CheckpointFuzzTest", "seed-" + sample + "-producers", content);
      } else if (name.endsWith(".log") && content.length > 0) {
        write("format/BatchFuzzTest", "seed-" + sample, content);
      }
    }
    String epochs = FileKind.LEADER_EPOCH_CHECKPOINT;
    files.put("orders-0/" + epochs, Files.readAllBytes(directory.resolve(epochs)));
    write("log/CheckpointFuzzTest", "seed-" + sample + "-epochs", files.get("orders-0/" + epochs));
    addRoot(sample, directory, files);
    write("log/NamesFuzzTest", "seed-" + sample, String.join("\n", names).getBytes(UTF_8));
    write("log/IndexFuzzTest", "seed-" + sample, Parts.join(0, indexes));
    write("log/LogDirectoryFuzzTest", "seed-" + sample, Parts.join(7, files));
  }

  /** The broker's files beside the directory, which call the topic orders. */
  private static void addRoot(String sample, Path directory, Map<String, byte[]> files)
      throws IOException {
    String partition = directory.getFileName().toString();
    String topic = partition.substring(0, partition.lastIndexOf('-'));
    for (Path path : filesIn(directory.getParent())) {
      String name = path.getFileName().toString();
      String text = new String(Files.readAllBytes(path), ISO_8859_1);
      if (text.length() < MAX_INDEX_BYTES) {
        byte[] content = text.replace(topic + " ", "orders ").getBytes(ISO_8859_1);
        files.put(name, content);
        if (name.endsWith("offset-checkpoint")) {
          write("log/CheckpointFuzzTest", "seed-" + sample + "-" + name, content);
        }
      }
    }
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The first batches or entries. */
  private static byte[] start(String name, byte[] content) {
    if (!name.endsWith(".log")) {
      return Arrays.copyOf(content, Math.min(content.length, MAX_INDEX_BYTES));
    }
    RecordBatch batch = new RecordBatch();
    ByteBuffer batches = ByteBuffer.wrap(content);
    int end = 0;
    while (end + RecordBatch.HEADER_BYTES < content.length
        && end + batch.wrap(batches, end).sizeBytes() <= MAX_LOG_BYTES) {
      end += batch.sizeBytes();
    }
    return Arrays.copyOf(content, end == 0 ? Math.min(MAX_LOG_BYTES, content.length) : end);
  }
}
