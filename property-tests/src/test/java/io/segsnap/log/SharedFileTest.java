package io.segsnap.log;

import io.segsnap.StorageException;
import io.segsnap.proof.Interleavings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class SharedFileTest {

  private static final Path PATH = Path.of("shared");

  /** A file whose handle breaks now and then. */
  public static final class Readers {

    private final OneFile file = new OneFile();
    private final SharedFile shared = new SharedFile(() -> PATH, file::openForRead);

    @Operation
    public int read() throws IOException {
      try {
        return shared.read(ByteBuffer.allocate(1), 0);
      } catch (StorageException e) {
        return -1;
      }
    }

    @Operation
    public void breakHandle() {
      file.breakLastHandle();
    }

    @Operation(runOnce = true)
    public void close() throws IOException {
      shared.close();
    }

    @Validate
    public void validate() {
      if (file.open() > 1) {
        throw new AssertionError("open handles: " + file.open());
      }
    }
  }

  /** The same for one thread: reads notice nothing but the end. */
  public static final class Model {

    private boolean closed;

    public int read() {
      return closed ? -1 : 1;
    }

    public void breakHandle() {}

    public void close() {
      closed = true;
    }
  }

  @Test
  void readersDoNotNoticeThatAHandleBrokeAndLeaveNoneOpen() {
    Interleavings.check("readers of a shared file", Readers.class, Model.class);
  }
}
