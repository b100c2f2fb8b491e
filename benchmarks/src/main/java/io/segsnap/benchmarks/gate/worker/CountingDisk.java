package io.segsnap.benchmarks.gate.worker;

import io.segsnap.benchmarks.ThreadCosts;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.Mapping;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts what goes through core's seam for file calls. A proxy and no class, so that a method that
 * only one of the builds has does no harm. What background threads do is not counted.
 */
final class CountingDisk {

  private static final Set<String> OPENS = Set.of("create", "openForRead", "openForWrite");
  private static final Set<String> SYNCS = Set.of("sync", "syncDirectory", "syncParent");
  private static final Set<String> READS = Set.of("read", "readFully");

  final AtomicLong opens = new AtomicLong();
  final AtomicLong syncs = new AtomicLong();
  final AtomicLong readBytes = new AtomicLong();
  final AtomicLong writtenBytes = new AtomicLong();

  /** A call's arguments and where it goes. */
  private record Handler(CountingDisk counts, Object target) implements InvocationHandler {

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Object[] unwrapped = arguments == null ? new Object[0] : arguments.clone();
      for (int i = 0; i < unwrapped.length; i++) {
        unwrapped[i] = unwrap(unwrapped[i]);
      }
      boolean counting = !ThreadCosts.isInBackground();
      if (counting
          && method.getName().equals("write")
          && unwrapped[0] instanceof ByteBuffer source) {
        counts.writtenBytes.addAndGet(source.remaining());
      }
      try {
        Object result = method.invoke(target, unwrapped);
        if (counting) {
          counts.count(method.getName(), result);
        }
        return result instanceof DiskFile file ? counts.wrap(DiskFile.class, file) : result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  Disk over(Disk disk) {
    return wrap(Disk.class, disk);
  }

  private <T> T wrap(Class<T> type, T target) {
    Object proxy = Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new Handler(this, target));
    return type.cast(proxy);
  }

  /** Files are transferred to each other, and know only their own kind. */
  private static Object unwrap(Object argument) {
    boolean isOurs = Proxy.isProxyClass(argument.getClass())
        && Proxy.getInvocationHandler(argument) instanceof Handler;
    return isOurs ? ((Handler) Proxy.getInvocationHandler(argument)).target() : argument;
  }

  private void count(String method, @Nullable Object result) {
    if (OPENS.contains(method)) {
      opens.incrementAndGet();
    } else if (SYNCS.contains(method)) {
      syncs.incrementAndGet();
    } else if (READS.contains(method) && result instanceof Integer count) {
      readBytes.addAndGet(Math.max(0, count));
    } else if (method.equals("transferTo") && result instanceof Long count) {
      readBytes.addAndGet(count);
      writtenBytes.addAndGet(count);
    }
    if (result instanceof Mapping mapping) {
      readBytes.addAndGet(mapping.buffer().remaining());
    }
  }
}
