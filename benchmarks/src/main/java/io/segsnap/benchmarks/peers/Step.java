package io.segsnap.benchmarks.peers;

/** What is timed of each peer. */
enum Step {
  FIRST("first backup"),
  UNCHANGED("again, unchanged"),
  GROWN("again, 1 % more"),
  RESTORE("restore"),
  CHECK("check");

  private final String title;

  Step(String title) {
    this.title = title;
  }

  boolean isBackup() {
    return this == FIRST || this == UNCHANGED || this == GROWN;
  }

  @Override
  public String toString() {
    return title;
  }
}
