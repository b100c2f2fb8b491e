package io.segsnap.mount;

import java.util.List;

/** File systems that can be made in an image file, each with the least size that it takes. */
public enum FileSystem {
  /** Without blocks that only root may use, so that full is full. */
  EXT4(64, false, "mkfs.ext4", "-q", "-m", "0"),
  XFS(512, true, "mkfs.xfs", "-q"),
  BTRFS(512, true, "mkfs.btrfs", "-q");

  private final long mebibytes;
  private final boolean hasClones;
  /** Separated by blanks. */
  private final String make;

  FileSystem(long mebibytes, boolean hasClones, String... make) {
    this.mebibytes = mebibytes;
    this.hasClones = hasClones;
    this.make = String.join(" ", make);
  }

  long imageBytes() {
    return mebibytes << 20;
  }

  boolean hasClones() {
    return hasClones;
  }

  /** The program that makes one, and its options. */
  List<String> make() {
    return List.of(make.split(" ", -1));
  }
}
