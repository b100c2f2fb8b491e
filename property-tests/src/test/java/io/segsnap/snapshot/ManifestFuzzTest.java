package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.segsnap.fuzz.Checksums;
import io.segsnap.fuzz.FuzzTarget;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.io.MemoryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** {@code manifest.json}: what is read is written and read again as the same. */
class ManifestFuzzTest extends FuzzTarget {

  private static final int FIXED_BYTES = 1 << 20;
  private static final int BYTES_FOR_EACH = 64;

  @FuzzTest
  void isReadOrRefused(byte[] data) throws IOException {
    count();
    long bound = FIXED_BYTES + (long) BYTES_FOR_EACH * data.length;
    bounded(bound, () -> readTwice(data));
    byte[] sealed = Checksums.json(data);
    bounded(bound, () -> readTwice(sealed));
  }

  private void readTwice(byte[] content) throws IOException {
    Path path = scratch().resolve("manifest.json");
    Manifest manifest = Manifest.read(of(content), path, "read");
    manifest.write(Disk.local(), path, false);
    assertEquals(manifest, Manifest.read(Disk.local(), path, "read"));
  }

  private static Disk of(byte[] content) {
    return new ForwardingDisk(Disk.local()) {
      @Override
      public DiskFile openForRead(Path path) {
        return new MemoryFile(path, ByteBuffer.wrap(content));
      }
    };
  }
}
