package io.segsnap.cli;

import io.segsnap.copy.ProgressListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a long operation is: on a terminal a line that is redrawn, elsewhere a line every ten
 * seconds. For one thread at a time.
 */
final class ProgressBar implements ProgressListener, AutoCloseable {

  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 10_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter err;
  private final String operation;
  private final boolean live;
  private final LongSupplier nanoClock;
  private final long started;
  private long shown;
  private boolean drawn;
  private long done;

  ProgressBar(PrintWriter err, String operation, boolean live, LongSupplier nanoClock) {
    this.err = err;
    this.operation = operation;
    this.live = live;
    this.nanoClock = nanoClock;
    this.started = nanoClock.getAsLong();
    this.shown = started;
  }

  /**
   * Adds to what is done.
   *
   * @param bytesTotal 0 if nobody knows
   */
  void add(long bytes, long bytesTotal) {
    onProgress(done + bytes, bytesTotal);
  }

  @Override
  public void onProgress(long bytesDone, long bytesTotal) {
    done = bytesDone;
    long now = nanoClock.getAsLong();
    if (now - shown < (live ? REDRAW_NANOS : LINE_NANOS)) {
      return;
    }
    shown = now;
    if (live) {
      err.print("\r" + line(bytesTotal, now) + "\u001b[K");
      drawn = true;
    } else {
      err.println("segsnap: " + line(bytesTotal, now));
    }
    err.flush();
  }

  private String line(long total, long now) {
    double seconds = (now - started) / NANOS_PER_SECOND;
    String rate = Sizes.text((long) (done / seconds)) + "/s";
    if (total <= 0) {
      return operation + "  " + Sizes.text(done) + "  " + rate;
    }
    double share = Math.min(1, (double) done / total);
    String bar = live ? " [" + bar(share) + "]" : "";
    return String.format(
        Locale.ROOT,
        "%s%s %3d %%  %s of %s  %s",
        operation,
        bar,
        (int) (share * 100),
        Sizes.text(done),
        Sizes.text(total),
        rate);
  }

  private static String bar(double share) {
    int filled = (int) (share * WIDTH);
    return "#".repeat(filled) + "-".repeat(WIDTH - filled);
  }

  /** Takes the line away again. */
  @Override
  public void close() {
    if (drawn) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
