package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.segsnap.CorruptionException;
import io.segsnap.SegsnapException;
import io.segsnap.crash.Scratch;
import io.segsnap.format.SimpleRecord;
import io.segsnap.fuzz.Folders;
import io.segsnap.fuzz.FuzzTarget;
import io.segsnap.fuzz.Parts;
import io.segsnap.inspect.LogCheck;
import io.segsnap.inspect.LogDigest;
import io.segsnap.inspect.LogDigest.Isolation;
import io.segsnap.inspect.LogInspection;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A {@code log.dir} with a partition directory: looking at it changes nothing, what can be looked at
 * can be opened and ends there, and what was opened, written and closed opens again.
 */
class LogDirectoryFuzzTest extends FuzzTarget {

  private static final int FIXED_BYTES = 64 << 20;
  private static final int BYTES_FOR_EACH = 1024;
  private static final int READ_BYTES = 4096;

  @FuzzTest
  void isOpenedOrRefused(byte[] data) throws IOException {
    count();
    Parts parts = Parts.of(data);
    LogOptions options =
        LogOptions.defaults().withOffsetGaps(parts.has(1)).withCutAtFirstDamage(parts.has(2));
    bounded(FIXED_BYTES + (long) BYTES_FOR_EACH * data.length, () -> use(parts, options));
  }

  private void use(Parts parts, LogOptions options) throws IOException {
    Path root = Files.createDirectory(scratch().resolve("root"));
    try {
      Path directory = Files.createDirectory(root.resolve("orders-0"));
      parts.write(root);
      Map<Path, ByteBuffer> before = Folders.contents(root);
      OptionalLong end = look(directory, options);
      assertEquals(before, Folders.contents(root));
      open(directory, options, end);
    } finally {
      Scratch.remove(root);
    }
  }

  /** The end offset, if it has one. */
  private static OptionalLong look(Path directory, LogOptions options) throws IOException {
    try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local(), options)) {
      attempt(() -> LogInspection.of(point, bytes -> {}));
      attempt(() -> LogCheck.run(point, Disk.local(), bytes -> {}));
      attempt(() -> LogDigest.of(point, Isolation.READ_UNCOMMITTED, bytes -> {}));
      attempt(() -> LogDigest.of(point, Isolation.READ_COMMITTED, bytes -> {}));
      return OptionalLong.of(point.highWaterMark());
    } catch (CorruptionException e) {
      attempt(() -> LogCheck.run(directory, e, Disk.local(), bytes -> {}));
    } catch (SegsnapException e) {
      // refused
    }
    return OptionalLong.empty();
  }

  private static void open(Path directory, LogOptions options, OptionalLong seen)
      throws IOException {
    long end;
    try (Log log = Log.open(directory, options)) {
      end = log.logEndOffset();
      seen.ifPresent(offset -> assertEquals(offset, log.logEndOffset()));
      attempt(() -> read(log));
      attempt(() -> log.offsetForTimestamp(1));
      attempt(() -> log.append(List.of(SimpleRecord.of(1, "k", "v"))));
      end = log.logEndOffset();
    } catch (SegsnapException e) {
      if (seen.isPresent()) {
        throw new AssertionError("can be looked at, but not opened", e);
      }
      return;
    }
    try (Log log = Log.open(directory, options)) {
      assertEquals(end, log.logEndOffset());
    }
  }

  private static void read(Log log) throws IOException {
    long offset = log.logStartOffset();
    while (offset < log.highWaterMark()) {
      try (Batches batches = log.read(offset, READ_BYTES)) {
        if (batches.isEmpty()) {
          return;
        }
        while (batches.next()) {
          offset = batches.batch().nextOffset();
        }
      }
    }
  }
}
