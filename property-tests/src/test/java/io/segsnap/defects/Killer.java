package io.segsnap.defects;

/**
 * A test class that must notice a defect.
 *
 * @param testClass below {@code io.segsnap}
 * @param scenario the beginning of the name of the only operation it tries, or empty for all
 */
record Killer(String testClass, String scenario) {

  /** Parses {@code crash.CrashPointTest} or {@code crash.CrashPointTest(delete)}. */
  static Killer parse(String text) {
    int open = text.indexOf('(');
    return open < 0
        ? new Killer(text, "")
        : new Killer(text.substring(0, open), text.substring(open + 1, text.lastIndexOf(')')));
  }

  @Override
  public String toString() {
    return scenario.isEmpty() ? testClass : testClass + "(" + scenario + ")";
  }
}
