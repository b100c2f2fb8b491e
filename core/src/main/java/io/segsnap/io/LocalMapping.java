package io.segsnap.io;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;

/** A mapping by the kernel. It is undone at once, not when the garbage collector comes by. */
final class LocalMapping implements Mapping {

  private static final MethodHandle UNMAP = findUnmap();

  private final MappedByteBuffer buffer;

  LocalMapping(MappedByteBuffer buffer) {
    this.buffer = buffer;
  }

  /** {@code sun.misc.Unsafe.invokeCleaner}, the one way to unmap that JDK 17 and 25 have. */
  private static MethodHandle findUnmap() {
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field instance = type.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      MethodType takesBuffer = MethodType.methodType(void.class, ByteBuffer.class);
      return MethodHandles.lookup()
          .findVirtual(type, "invokeCleaner", takesBuffer)
          .bindTo(instance.get(null));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public void close() {
    try {
      UNMAP.invoke((ByteBuffer) buffer);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("can't unmap", e);
    }
  }
}
