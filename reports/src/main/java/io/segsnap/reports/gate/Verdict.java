package io.segsnap.reports.gate;

/** What a gate says of one cell. */
public enum Verdict {
  /** Head is slower than base, or an exact metric grew. */
  REGRESSED,
  /** Head is faster than base, or an exact metric shrank. */
  IMPROVED,
  /** The interval of head/base lies within the tolerance, and the exact metrics are the same. */
  EQUIVALENT,
  /** Nothing can be said; the cause tells why. */
  INCONCLUSIVE
}
