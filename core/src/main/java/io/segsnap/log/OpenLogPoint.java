package io.segsnap.log;

import io.segsnap.format.FileKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A point of a log that goes on being written. */
final class OpenLogPoint implements LogPoint {

  private final WritableLog.End end;
  private final List<PointFile> files = new ArrayList<>();
  private boolean closed;

  private OpenLogPoint(WritableLog.End end) {
    this.end = end;
  }

  /** Empty if the log removed one of the segments before it could be retained. */
  static Optional<LogPoint> of(WritableLog.End end) throws IOException {
    List<Segment> all = end.segments().all();
    int retained = 0;
    OpenLogPoint point = new OpenLogPoint(end);
    boolean complete = false;
    try {
      while (retained < all.size() && all.get(retained).retain()) {
        retained++;
      }
      if (retained < all.size()) {
        return Optional.empty();
      }
      point.collect();
      complete = true;
      return Optional.of(point);
    } finally {
      if (!complete) {
        Closing closing = new Closing();
        all.subList(0, retained).forEach(segment -> closing.run(segment::release));
        closing.run(end.lock()::close);
        closing.finish();
      }
    }
  }

  private void collect() throws IOException {
    List<Segment> all = end.segments().all();
    for (Segment segment : all.subList(0, all.size() - 1)) {
      for (FileKind kind : FileKind.values()) {
        add(segment, kind);
      }
    }
    Segment active = end.segments().active();
    FileTime modified = active
        .attributes(FileKind.LOG)
        .map(BasicFileAttributes::lastModifiedTime)
        .orElse(FileTime.fromMillis(0));
    files.add(new SegmentFile(
        active,
        FileKind.LOG,
        end.activeBytes(),
        modified,
        false,
        Optional.empty(),
        end.onFailedSync()));
    long base = active.baseOffset();
    derive(FileKind.OFFSET_INDEX.nameOf(base), end.activeIndexes().offsetIndex(), modified);
    derive(FileKind.TIME_INDEX.nameOf(base), end.activeIndexes().timeIndex(), modified);
    ByteBuffer transactions = end.activeIndexes().transactionIndex();
    if (transactions.hasRemaining()) {
      derive(FileKind.TXN_INDEX.nameOf(base), transactions, modified);
    }
    if (base != end.highWaterMark()) {
      add(active, FileKind.PRODUCER_SNAPSHOT);
    }
    String producers = FileKind.PRODUCER_SNAPSHOT.nameOf(end.highWaterMark());
    derive(producers, end.producers(), modified);
    derive(FileKind.LEADER_EPOCH_CHECKPOINT, end.epochs(), modified);
    metadata().ifPresent(content -> derive(FileKind.PARTITION_METADATA, content, modified));
  }

  private void add(Segment segment, FileKind kind) throws IOException {
    Optional<BasicFileAttributes> file = segment.attributes(kind);
    if (file.isPresent()) {
      files.add(new SegmentFile(
          segment,
          kind,
          file.get().size(),
          file.get().lastModifiedTime(),
          true,
          segment.checksums(kind),
          end.onFailedSync()));
    }
  }

  private void derive(String name, ByteBuffer content, FileTime modified) {
    files.add(new InlineFile(name, content, modified));
  }

  private Optional<ByteBuffer> metadata() throws IOException {
    return SmallFile.read(end.directory().resolve(FileKind.PARTITION_METADATA))
        .map(ByteBuffer::wrap);
  }

  @Override
  public Path directory() {
    return end.directory();
  }

  @Override
  public long baseOffset() {
    return end.segments().baseOffset();
  }

  @Override
  public long logStartOffset() {
    return end.logStartOffset();
  }

  @Override
  public long highWaterMark() {
    return end.highWaterMark();
  }

  @Override
  public List<SegmentInfo> segments() {
    return end.segments().infos(end.activeBytes(), end.highWaterMark());
  }

  @Override
  public List<PointFile> files() {
    return List.copyOf(files);
  }

  @Override
  public Optional<TailCut> tailCut() {
    return Optional.empty();
  }

  @Override
  public void requireUnchanged() {
    // the log itself sees to it
  }

  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      Closing closing = new Closing();
      end.segments().all().forEach(segment -> closing.run(segment::release));
      closing.run(end.lock()::close);
      closing.finish();
    }
  }
}
