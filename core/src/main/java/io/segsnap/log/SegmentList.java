package io.segsnap.log;

import java.util.ArrayList;
import java.util.List;

/** The segments of a log in offset order, the last of them active. Immutable, never empty. */
record SegmentList(List<Segment> all) {

  SegmentList {
    all = List.copyOf(all);
  }

  Segment active() {
    return all.get(all.size() - 1);
  }

  long baseOffset() {
    return all.get(0).baseOffset();
  }

  /** The segment that holds {@code offset}; the first one for offsets below it. */
  Segment floor(long offset) {
    return all.get(Math.max(0, indexOf(offset)));
  }

  /** Index of the last segment with a base offset of at most {@code offset}, or -1. */
  int indexOf(long offset) {
    int low = 0;
    int high = all.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).baseOffset() <= offset) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  /** Base offset of the segment after the one at {@code baseOffset}, or the largest number. */
  long after(long baseOffset) {
    int next = indexOf(baseOffset) + 1;
    return next < all.size() ? all.get(next).baseOffset() : Long.MAX_VALUE;
  }

  /** The segments for users, as of an end of the log. */
  List<SegmentInfo> infos(long activeBytes, long endOffset) {
    List<SegmentInfo> infos = new ArrayList<>();
    for (int i = 0; i < all.size() - 1; i++) {
      Segment segment = all.get(i);
      long next = all.get(i + 1).baseOffset();
      infos.add(new SegmentInfo(segment.baseOffset(), next, segment.sizeBytes(), true));
    }
    infos.add(new SegmentInfo(active().baseOffset(), endOffset, activeBytes, false));
    return infos;
  }

  SegmentList with(Segment active) {
    List<Segment> more = new ArrayList<>(all);
    more.add(active);
    return new SegmentList(more);
  }

  /** The same segments but for the last. */
  SegmentList replaceActive(Segment active) {
    List<Segment> others = new ArrayList<>(all.subList(0, all.size() - 1));
    others.add(active);
    return new SegmentList(others);
  }

  /** The segments from index {@code from} on. */
  SegmentList from(int from) {
    return new SegmentList(all.subList(from, all.size()));
  }
}
