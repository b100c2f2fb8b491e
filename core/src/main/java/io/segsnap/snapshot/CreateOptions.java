package io.segsnap.snapshot;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.copy.ProgressListener;
import io.segsnap.retention.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to create a snapshot.
 *
 * @param strategy how files get into the snapshot; default {@link CopyStrategy#AUTO}. {@link
 *     CopyStrategy#LINK} only for a log that this process owns: a broker truncates sealed segments in place
 * @param threads upper bound of threads; 0 (the default) means one for each processor
 * @param synced whether everything is on disk when the call returns (the default). Without, a crash of the machine soon after may damage the result, which verifying it finds
 * @param bytesPerSecond upper bound of what is copied; 0 (the default) means none
 * @param label free text for people; default none
 * @param tags free texts to select snapshots by; default none
 * @param minInterval how long after the newest snapshot this one is refused; zero forces it. Default 1 hour
 * @param progress told how many bytes are done; an exception it throws cancels the call. Default none
 */
public record CreateOptions(
    CopyStrategy strategy,
    int threads,
    boolean synced,
    long bytesPerSecond,
    Optional<String> label,
    List<String> tags,
    Duration minInterval,
    ProgressListener progress) {

  public CreateOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must not be negative: " + threads);
    }
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("bytesPerSecond must not be negative: " + bytesPerSecond);
    }
    if (minInterval.isNegative()) {
      throw new IllegalArgumentException("minInterval must not be negative: " + minInterval);
    }
    tags = List.copyOf(tags);
  }

  /**
   * The defaults.
   *
   * @return options
   */
  public static CreateOptions defaults() {
    return new CreateOptions(
        CopyStrategy.AUTO,
        0,
        true,
        0,
        Optional.empty(),
        List.of(),
        RetentionPolicy.DEFAULT_MIN_INTERVAL,
        ProgressListener.NONE);
  }

  /**
   * Changes the strategy.
   *
   * @param newStrategy see {@link #strategy}
   * @return a changed copy
   */
  public CreateOptions withStrategy(CopyStrategy newStrategy) {
    return new CreateOptions(
        newStrategy, threads, synced, bytesPerSecond, label, tags, minInterval, progress);
  }

  /**
   * Changes the number of threads.
   *
   * @param newThreads see {@link #threads}
   * @return a changed copy
   */
  public CreateOptions withThreads(int newThreads) {
    return new CreateOptions(
        strategy, newThreads, synced, bytesPerSecond, label, tags, minInterval, progress);
  }

  /**
   * Changes the durability.
   *
   * @param newSynced see {@link #synced}
   * @return a changed copy
   */
  public CreateOptions withSynced(boolean newSynced) {
    return new CreateOptions(
        strategy, threads, newSynced, bytesPerSecond, label, tags, minInterval, progress);
  }

  /**
   * Changes the limit.
   *
   * @param newBytesPerSecond see {@link #bytesPerSecond}
   * @return a changed copy
   */
  public CreateOptions withBytesPerSecond(long newBytesPerSecond) {
    return new CreateOptions(
        strategy, threads, synced, newBytesPerSecond, label, tags, minInterval, progress);
  }

  /**
   * Changes the label.
   *
   * @param newLabel see {@link #label}
   * @return a changed copy
   */
  public CreateOptions withLabel(String newLabel) {
    return new CreateOptions(
        strategy,
        threads,
        synced,
        bytesPerSecond,
        Optional.of(newLabel),
        tags,
        minInterval,
        progress);
  }

  /**
   * Changes the tags.
   *
   * @param newTags see {@link #tags}
   * @return a changed copy
   */
  public CreateOptions withTags(List<String> newTags) {
    return new CreateOptions(
        strategy, threads, synced, bytesPerSecond, label, newTags, minInterval, progress);
  }

  /**
   * Changes the interval.
   *
   * @param newInterval see {@link #minInterval}
   * @return a changed copy
   */
  public CreateOptions withMinInterval(Duration newInterval) {
    return new CreateOptions(
        strategy, threads, synced, bytesPerSecond, label, tags, newInterval, progress);
  }

  /**
   * Changes the listener.
   *
   * @param newProgress see {@link #progress}
   * @return a changed copy
   */
  public CreateOptions withProgress(ProgressListener newProgress) {
    return new CreateOptions(
        strategy, threads, synced, bytesPerSecond, label, tags, minInterval, newProgress);
  }

  /** The number of threads that 0 stands for, or the one that was asked for. */
  int effectiveThreads() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
