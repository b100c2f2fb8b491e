package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingFile;
import io.segsnap.io.MemoryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link SharedFile} does with its handle. */
class SharedHandleTest {

  private static final Path PATH = Path.of("shared");
  private static final byte[] CONTENT = {4, 5, 6};

  private final List<Handle> handles = new ArrayList<>();
  private final SharedFile shared = new SharedFile(() -> PATH, this::open);

  private DiskFile open() {
    Handle handle = new Handle();
    handles.add(handle);
    return handle;
  }

  private int read() throws IOException {
    ByteBuffer target = ByteBuffer.allocate(1);
    assertEquals(1, shared.read(target, 1));
    return target.get(0);
  }

  /** Opens the first handle and breaks it. */
  private Handle broken(IOException problem) throws IOException {
    assertEquals(5, read());
    handles.get(0).problem = problem;
    return handles.get(0);
  }

  @Test
  void readersShareOneHandle() throws IOException {
    assertEquals(5, read());
    assertEquals(5, read());
    assertEquals(CONTENT.length, shared.size());
    assertEquals(1, handles.size());
  }

  @Test
  void aHandleThatAnotherThreadClosedIsReplaced() throws IOException {
    Handle first = broken(new AsynchronousCloseException());
    assertEquals(5, read());
    assertEquals(2, handles.size());
    assertTrue(first.closed);
  }

  @Test
  void theThreadWhoseInterruptClosedTheHandleIsTold() throws IOException {
    Handle first = broken(new ClosedByInterruptException());
    assertThrows(StorageException.class, this::read);
    assertTrue(first.closed);
    assertEquals(5, read());
    assertEquals(2, handles.size());
  }

  @Test
  void anInterruptedThreadDoesNotTryAgain() throws IOException {
    broken(new AsynchronousCloseException());
    Thread.currentThread().interrupt();
    assertThrows(StorageException.class, this::read);
    assertTrue(Thread.interrupted());
    assertEquals(1, handles.size());
  }

  @Test
  void anyOtherFailureIsTold() throws IOException {
    Handle first = broken(new IOException("broken"));
    assertThrows(StorageException.class, this::read);
    assertTrue(first.closed);
    assertEquals(5, read());
  }

  @Test
  void aHandleThatAnotherReaderReplacedAlreadyStaysOpen() throws IOException {
    Handle first = broken(new AsynchronousCloseException());
    first.whileReading = this::read;
    assertEquals(5, read());
    assertEquals(2, handles.size());
    assertEquals(5, read());
    assertEquals(2, handles.size());
  }

  @Test
  void theHandleIsClosedWithTheFile() throws IOException {
    read();
    shared.close();
    assertTrue(handles.get(0).closed);
    assertThrows(StorageException.class, this::read);
    assertEquals(1, handles.size());
  }

  @Test
  void aFileThatNobodyReadIsClosedWithoutAHandle() throws IOException {
    shared.close();
    assertEquals(0, handles.size());
  }

  private static final class Handle extends ForwardingFile {

    private @Nullable IOException problem;
    private Closing.Step whileReading = () -> {};
    private boolean closed;

    Handle() {
      super(new MemoryFile(PATH, ByteBuffer.wrap(CONTENT)));
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      assertTrue(!closed);
      Closing.Step step = whileReading;
      whileReading = () -> {};
      step.run();
      if (problem != null) {
        throw new StorageException("read", PATH, problem);
      }
      return super.read(target, position);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
