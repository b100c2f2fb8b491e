package io.segsnap.benchmarks.gate.worker;

import io.segsnap.snapshot.Extras;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** Makes a directory equal to a snapshot again, in which one byte of the first segment was changed. */
final class DifferentialOperation implements Operation {

  private final SnapshotManager manager;
  private final String id;
  private final RestoreOptions options;
  private final Path target;
  private final Path segment;

  DifferentialOperation(Site site) throws IOException {
    this.manager = site.kept();
    this.id = manager.resolve("latest");
    this.target = site.place("mended-0");
    RestoreOptions whole = RestoreOptions.defaults().withThreads(1).withSynced(site.synced());
    this.options = whole.withDifferential(Extras.REMOVE);
    site.delete(target);
    manager.restore(id, target, whole.withSynced(false));
    try (Stream<Path> files = Files.list(target)) {
      this.segment = files
          .filter(file -> file.toString().endsWith(".log"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  @Override
  public void prepare() throws IOException {
    try (FileChannel file =
        FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      file.read(last, file.size() - 1);
      last.put(0, (byte) ~last.get(0)).rewind();
      file.write(last, file.size() - 1);
    }
  }

  @Override
  public void run() throws IOException {
    manager.restore(id, target, options);
  }

  @Override
  public void describe(Content content) throws IOException {
    content.addFolder(target);
  }
}
