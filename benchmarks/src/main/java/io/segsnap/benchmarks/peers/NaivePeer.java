package io.segsnap.benchmarks.peers;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.format.BatchScanner;
import io.segsnap.format.BatchScanner.Depth;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The design that comes to mind first, as a reference: lock the log for the whole copy, stream every file and
 * sync it; after a restore, scan all batches before the log is used.
 */
final class NaivePeer implements Peer {

  private static final int WINDOW_BYTES = 128 << 10;

  private final Lock log = new ReentrantLock();
  private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
  private @Nullable Path data;
  private @Nullable Path home;
  private int count;

  @Override
  public String name() {
    return "naive";
  }

  @Override
  public boolean isOurs() {
    return true;
  }

  @Override
  public void begin(Path newData, Path newHome) throws IOException {
    data = newData;
    home = Files.createDirectories(newHome);
    count = 0;
  }

  @Override
  public void backUp() throws IOException {
    if (data == null) {
      throw new IllegalStateException("begin comes first");
    }
    log.lock();
    try {
      count++;
      copy(data, newest());
    } finally {
      log.unlock();
    }
  }

  private Path newest() {
    if (home == null) {
      throw new IllegalStateException("begin comes first");
    }
    return home.resolve("backup-" + count);
  }

  @Override
  public void restore(Path target) throws IOException {
    copy(newest(), target);
    scan(target);
  }

  @Override
  public boolean hasCheck() {
    return true;
  }

  @Override
  public void check() throws IOException {
    scan(newest());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    for (Path file : files(from)) {
      try (InputStream in = Files.newInputStream(file);
          FileOutputStream out =
              new FileOutputStream(to.resolve(file.getFileName().toString()).toFile())) {
        in.transferTo(out);
        out.getFD().sync();
      }
    }
    Disk.local().syncDirectory(to);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void scan(Path directory) throws IOException {
    for (Path path : files(directory)) {
      if (!path.toString().endsWith(".log")) {
        continue;
      }
      try (DiskFile file = Disk.local().openForRead(path)) {
        var scanner = new BatchScanner(file, window, Depth.CHECKSUMS, 0, file.size(), 0);
        while (scanner.next()) {
          // the scanner checks
        }
        if (scanner.damage() != null) {
          throw BenchmarkException.wrongBytes(path + ": " + scanner.damage());
        }
      }
    }
  }
}
