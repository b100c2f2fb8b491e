package io.segsnap.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
