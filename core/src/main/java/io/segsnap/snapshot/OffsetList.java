package io.segsnap.snapshot;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** An immutable list of offsets, eight bytes each: a catalog may name millions of segments. */
final class OffsetList extends AbstractList<Long> implements RandomAccess {

  private final long[] offsets;

  private OffsetList(long[] offsets) {
    this.offsets = offsets;
  }

  static OffsetList copyOf(List<Long> offsets) {
    if (offsets instanceof OffsetList list) {
      return list;
    }
    return new OffsetList(offsets.stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public Long get(int index) {
    return offsets[index];
  }

  @Override
  public int size() {
    return offsets.length;
  }
}
