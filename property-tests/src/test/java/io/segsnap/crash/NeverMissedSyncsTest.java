package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NeverMissedSyncsTest {

  private final NeverMissedSyncs list = new NeverMissedSyncs(Stream.of(
      "# the most telling line counts", "create | file a | 2", "create by link | file a | 1", ""));

  @Test
  void shouldNameWhatNoLineExplains() {
    assertEquals(
        List.of("1 x file a", "1 x file b"),
        list.unexplained("create by stream", List.of("file a", "file b", "file a", "file a")));
    assertEquals(
        List.of("1 x file a"), list.unexplained("create by link", List.of("file a", "file a")));
    assertEquals(List.of("1 x file a"), list.unexplained("delete", List.of("file a")));
  }

  @Test
  void shouldNameLinesThatExplainMoreThanAnyOperationNeeds() {
    list.unexplained("create by stream", List.of("file a"));
    list.unexplained("create by clone", List.of());
    list.unexplained("create by link", List.of("file a"));
    assertEquals(List.of("Entry[operation=create, sync=file a, atMost=2], found 1"), list.stale());
    list.unexplained("create by clone", List.of("file a", "file a"));
    assertEquals(List.of(), list.stale());
  }
}
