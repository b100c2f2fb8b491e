package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountsTest {

  private static final List<String> MOUNTS = List.of(
      "overlay / overlay rw,relatime,lowerdir=/a:/b 0 0",
      "/dev/sda1 /data ext4 rw,noatime 0 0",
      "/dev/sdb1 /data ext4 rw,discard 0 0",
      "/dev/sdc1 /data/two\\040words xfs ro 0 0");

  @Test
  void shouldFindTheInnermostMount() {
    assertEquals("ro", Mounts.options(MOUNTS, Path.of("/data/two words/log-0")));
  }

  @Test
  void shouldBelieveTheLastOfTwoMountsInOnePlace() {
    assertEquals("rw,discard", Mounts.options(MOUNTS, Path.of("/data/log-0")));
  }

  @Test
  void shouldLeaveOutTheLayersOfAnOverlay() {
    assertEquals("rw,relatime", Mounts.options(MOUNTS, Path.of("/database")));
  }
}
