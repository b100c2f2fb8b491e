package io.segsnap.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.StorageException;
import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.io.ForwardingFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ShortTransferTest {

  private static final int MOST = 100_000;

  @TempDir
  Path folder;

  /** A kernel that moves less than it was asked to, as it may. */
  private static final class ShortDisk extends ForwardingDisk {

    ShortDisk() {
      super(Disk.local());
    }

    @Override
    protected DiskFile wrap(DiskFile file) {
      return new ShortFile(file);
    }
  }

  private static final class ShortFile extends ForwardingFile {

    ShortFile(DiskFile file) {
      super(file);
    }

    @Override
    public long transferTo(long position, long count, DiskFile target, long targetPosition)
        throws IOException {
      return super.transferTo(position, Math.min(count, MOST), target, targetPosition);
    }
  }

  @Test
  void aTransferGoesOnUntilAllIsThere() throws IOException {
    byte[] bytes = new byte[RangeChecksums.RANGE_BYTES + 300_000];
    new Random(1).nextBytes(bytes);
    Path source = Files.write(folder.resolve("source"), bytes);
    Path target = folder.resolve("target");
    Disk disk = new ShortDisk();
    CopyJob job = new CopyJob(new TestSource(disk, source, bytes.length, true), target);
    CopyOptions options = CopyOptions.of("copy").withStrategy(CopyStrategy.TRANSFER);
    List<CopyResult> results = new CopyEngine(
            disk, new BufferPool(256 * 1024), Thread::new, Pacer.SYSTEM)
        .copy(List.of(job), options);
    assertArrayEquals(bytes, Files.readAllBytes(target));
    assertEquals(
        RangeChecksums.of(ByteBuffer.wrap(bytes)), results.get(0).checksums().orElseThrow());
  }

  /** A file system may move nothing, though there is something. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aTransferThatMovesNothingIsNotRepeatedForEver() throws IOException {
    Path source = Files.write(folder.resolve("source"), new byte[100]);
    Disk disk = new ForwardingDisk(Disk.local()) {
      @Override
      protected DiskFile wrap(DiskFile file) {
        return new ForwardingFile(file) {
          @Override
          public long transferTo(long position, long count, DiskFile target, long targetPosition) {
            return 0;
          }
        };
      }
    };
    CopyJob job = new CopyJob(new TestSource(disk, source, 100, true), folder.resolve("target"));
    CopyEngine engine = new CopyEngine(disk, new BufferPool(1000), Thread::new, Pacer.SYSTEM);
    CopyOptions options = CopyOptions.of("copy").withStrategy(CopyStrategy.TRANSFER);
    assertThrows(CorruptionException.class, () -> engine.copy(List.of(job), options));
  }

  @Test
  void aTargetThatCanNotBeReadBackIsAnError() throws IOException {
    Path source = Files.write(folder.resolve("source"), new byte[100_000]);
    Path target = folder.resolve("target");
    Disk disk = new ForwardingDisk(Disk.local()) {
      @Override
      protected DiskFile wrap(DiskFile file) {
        return new ForwardingFile(file) {
          @Override
          public int read(ByteBuffer into, long position) throws IOException {
            boolean isLost = path().equals(target) && position >= 64_000;
            return isLost ? -1 : super.read(into, position);
          }
        };
      }
    };
    CopyJob job = new CopyJob(new TestSource(disk, source, 100_000, true), target);
    CopyEngine engine = new CopyEngine(disk, new BufferPool(64_000), Thread::new, Pacer.SYSTEM);
    CopyOptions options = CopyOptions.of("copy").withStrategy(CopyStrategy.MAPPED);
    StorageException lost =
        assertThrows(StorageException.class, () -> engine.copy(List.of(job), options));
    assertTrue(lost.getMessage().contains("ends at 64000"), lost.getMessage());
  }
}
