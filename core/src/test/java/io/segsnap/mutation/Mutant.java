package io.segsnap.mutation;

/**
 * One change that was made to a class to see whether a test notices.
 *
 * @param group the run that made it: the folder of its report
 * @param className without the prefix {@code io.segsnap.}
 * @param method its name
 * @param change what was done to it, in PIT's words
 * @param ordinal which one of the method's places for such a change, counted from 1
 * @param of how many such places the method has
 * @param status in PIT's words
 * @param isDetected whether a test failed or never ended
 */
record Mutant(
    String group,
    String className,
    String method,
    String change,
    int ordinal,
    int of,
    String status,
    boolean isDetected) {

  /** Stays the same when lines are added elsewhere. */
  String key() {
    return className + " " + method + ": " + change + " (" + ordinal + " of " + of + ")";
  }
}
