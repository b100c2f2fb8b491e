package io.segsnap.retention;

import java.util.List;

/**
 * What is to become of a snapshot.
 *
 * @param id of the snapshot
 * @param keep whether it is to be kept
 * @param reasons at least one; all that apply to a snapshot that is deleted, and all that protect
 *     one that is kept
 */
public record Verdict(String id, boolean keep, List<Reason> reasons) {

  public Verdict {
    reasons = List.copyOf(reasons);
  }
}
