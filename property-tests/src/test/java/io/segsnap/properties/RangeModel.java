package io.segsnap.properties;

import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.io.ForwardingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which ranges of 4 MiB a differential restore has to write, by comparing bytes; and which it does write. */
final class RangeModel {

  private static final int RANGE = 4 << 20;

  private RangeModel() {}

  /** Bytes to write by file name, for those that need any. */
  static SortedMap<String, Long> toWrite(Path clean, Path target) throws IOException {
    SortedMap<String, Long> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(clean)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.startsWith("segsnap-") && !name.startsWith(".")) {
          all.put(name, bytes(file, target.resolve(name)));
        }
      }
    }
    all.values().removeIf(bytes -> bytes == 0);
    return all;
  }

  private static long bytes(Path clean, Path path) throws IOException {
    byte[] wanted = Files.readAllBytes(clean);
    if (!Files.exists(path)) {
      return wanted.length;
    }
    byte[] found = Files.readAllBytes(path);
    long differing = 0;
    for (int from = 0; from < wanted.length; from += RANGE) {
      int to = Math.min(wanted.length, from + RANGE);
      boolean isEqual = found.length >= to && Arrays.equals(wanted, from, to, found, from, to);
      differing += isEqual ? 0 : to - from;
    }
    boolean isShared = (int) Files.getAttribute(path, "unix:nlink") > 1;
    boolean isChanged = differing > 0
        || found.length != wanted.length
        || !Files.getLastModifiedTime(path).equals(Files.getLastModifiedTime(clean));
    return isChanged && isShared ? wanted.length : differing;
  }

  /** Notes what is written into files, staged or not, by their final names. */
  static final class CountingDisk extends ForwardingDisk {

    private final SortedMap<String, Long> written = new TreeMap<>();

    CountingDisk() {
      super(Disk.local());
    }

    synchronized SortedMap<String, Long> written() {
      written
          .keySet()
          .removeIf(
              name -> !name.matches("\\d{20}\\..*|leader-epoch-checkpoint|partition\\.metadata"));
      return new TreeMap<>(written);
    }

    private synchronized void add(Path path, long bytes) {
      String name = path.getFileName().toString().replaceFirst("\\.tmp$", "");
      written.merge(name, bytes, Long::sum);
    }

    @Override
    protected DiskFile wrap(DiskFile file) {
      return new ForwardingFile(file) {
        @Override
        public void write(ByteBuffer source, long position) throws IOException {
          add(path(), source.remaining());
          super.write(source, position);
        }
      };
    }
  }
}
