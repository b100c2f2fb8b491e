package io.segsnap.snapshot;

import io.segsnap.retention.Verdict;
import java.io.IOException;
import java.util.Optional;

/**
 * What became of a snapshot in a cleanup.
 *
 * @param verdict what was to become of it
 * @param failure why it could not be deleted; it is whole, or hidden and swept later
 */
public record CleanupResult(Verdict verdict, Optional<IOException> failure) {

  static CleanupResult of(Verdict verdict) {
    return new CleanupResult(verdict, Optional.empty());
  }

  /** {@return whether the snapshot was deleted} */
  public boolean isDeleted() {
    return !verdict.keep() && failure.isEmpty();
  }
}
