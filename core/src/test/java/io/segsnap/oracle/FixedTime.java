package io.segsnap.oracle;

import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/** A clock that stands still, near enough to the records that no producer expires. */
final class FixedTime implements Time {

  private static final long NOW_MS = 1_700_000_100_000L;

  @Override
  public long milliseconds() {
    return NOW_MS;
  }

  @Override
  public long nanoseconds() {
    return NOW_MS * 1_000_000;
  }

  @Override
  public void sleep(long ms) {}

  @Override
  public void waitObject(Object monitor, Supplier<Boolean> condition, long deadlineMs) {
    throw new UnsupportedOperationException("nothing waits here");
  }
}
