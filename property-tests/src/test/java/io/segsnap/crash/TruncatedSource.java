package io.segsnap.crash;

import io.segsnap.CorruptionException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.io.ForwardingFile;
import io.segsnap.io.Mapping;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A program that copies from mapped memory whose file becomes shorter at the worst moment: once it is mapped,
 * and before it is read. It ends with 0 if each time that was a typed error that left nothing behind.
 */
final class TruncatedSource {

  private static final String SEGMENT = "00000000000000000000.log";

  private TruncatedSource() {}

  private static final class TruncatingDisk extends ForwardingDisk {
    private final long length;

    TruncatingDisk(long length) {
      super(Disk.local());
      this.length = length;
    }

    @Override
    protected DiskFile wrap(DiskFile file) {
      return new ForwardingFile(file) {
        @Override
        public Mapping map(long position, int count) throws IOException {
          Mapping mapping = file.map(position, count);
          if (path().endsWith(SEGMENT)) {
            cut(path(), length);
          }
          return mapping;
        }
      };
    }
  }

  private static void cut(Path path, long length) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.truncate(length);
    }
  }

  public static void main(String... args) throws IOException {
    Path log = TestLogs.create(Path.of(args[0]).resolve("topic-0"), 40);
    byte[] whole = Files.readAllBytes(log.resolve(SEGMENT));
    for (long length :
        List.of(0L, 1L, 4_095L, 4_096L, 4_097L, whole.length / 2L, whole.length - 1L)) {
      SnapshotManager manager = SnapshotManager.open(
          log, SnapshotOptions.defaults().withDisk(new TruncatingDisk(length)));
      try {
        manager.create(
            CreateOptions.defaults().withStrategy(CopyStrategy.MAPPED).withSynced(false));
        throw new IllegalStateException("went unnoticed: cut at " + length);
      } catch (CorruptionException e) {
        if (!e.getMessage().contains(length + " bytes")
            || Files.exists(log.resolve(".snapshots"))) {
          throw e;
        }
      }
      Files.write(log.resolve(SEGMENT), whole);
    }
    SnapshotManager.open(log, SnapshotOptions.defaults()).create(CreateOptions.defaults());
  }
}
