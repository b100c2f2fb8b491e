package io.segsnap.proof;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The checker finds what it is there for. */
@Isolated
class InterleavingsTest {

  /** Holds that are checked first and raised then, as those of {@code Segment} must not be. */
  public static final class CheckedThenRaised {

    private final AtomicInteger holders = new AtomicInteger(1);

    @Operation
    public boolean retain() {
      if (holders.get() == 0) {
        return false;
      }
      holders.incrementAndGet();
      return true;
    }

    @Operation(runOnce = true)
    public int drop() {
      return holders.decrementAndGet() == 0 ? 0 : 1;
    }

    @Operation
    public boolean isGone() {
      return holders.get() == 0;
    }
  }

  @Test
  void findsAHoldOnWhatIsGone() {
    assertThrows(
        LincheckAssertionError.class,
        () -> Interleavings.check(
            "holds that are no counts", CheckedThenRaised.class, CheckedThenRaised.class));
  }
}
