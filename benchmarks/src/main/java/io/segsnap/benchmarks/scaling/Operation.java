package io.segsnap.benchmarks.scaling;

/** What is measured at each spot. */
enum Operation {
  CREATE("create off-heap, synced"),
  LINK("create link, synced"),
  RESTORE("restore, synced"),
  VERIFY("verify"),
  OPEN("open after a clean close");

  private final String title;

  Operation(String title) {
    this.title = title;
  }

  @Override
  public String toString() {
    return title;
  }
}
