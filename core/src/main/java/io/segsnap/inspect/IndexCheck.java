package io.segsnap.inspect;

import io.segsnap.format.RecordBatch;
import io.segsnap.io.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Compares the entries of an index file with the batches of its segment while these pass by. It ends
 * at the first problem: behind that, entries can't be told apart.
 */
abstract class IndexCheck implements Closeable {

  private final Path path;
  private final Problems problems;
  private final int entryBytes;
  private final EntryReader entries;
  private boolean failed;
  private boolean done;

  IndexCheck(Disk disk, Path path, int entryBytes, Problems problems) throws IOException {
    this.path = path;
    this.problems = problems;
    this.entryBytes = entryBytes;
    this.entries = new EntryReader(disk, path, entryBytes);
  }

  /** Moves to the first entry, if there is one. */
  final void begin() throws IOException {
    long torn = entries.sizeBytes() % entryBytes;
    if (torn != 0) {
      fail(
          entries.sizeBytes() - torn,
          "entries of " + entryBytes + " bytes",
          torn + " bytes at the end");
    }
    advance();
  }

  /** Takes note of the next batch. */
  final void batch(long position, RecordBatch batch) throws IOException {
    while (!done && reaches(entries, position, batch)) {
      advance();
    }
    if (!failed) {
      seen(batch);
    }
  }

  /** Takes note of the end of the segment; the offset is that of the next batch, were there one. */
  final void end(long nextOffset) {
    if (!done) {
      fail("an entry for a batch of the segment", "one for " + target(entries) + ", where none is");
    } else if (!failed) {
      ended(nextOffset);
    }
  }

  private void advance() throws IOException {
    if (done) {
      return;
    }
    if (!entries.next()) {
      done = true;
    } else if (isUnused(entries)) {
      requireUnused();
    } else {
      examine(entries);
    }
  }

  /** A preallocated file ends in zeros. */
  private void requireUnused() throws IOException {
    while (!done && entries.next()) {
      if (!isUnused(entries)) {
        fail("zeros to the end of the file", "an entry after unused ones");
      }
    }
    done = true;
  }

  final void fail(String expected, String actual) {
    fail(entries.position(), expected, actual);
  }

  final void fail(long position, String expected, String actual) {
    problems.add(path, position, expected, actual);
    failed = true;
    done = true;
  }

  /** Whether the entry is part of a preallocated file's tail. */
  abstract boolean isUnused(EntryReader entry);

  /** Compares an entry with the one before. */
  abstract void examine(EntryReader entry);

  /** Compares an entry with a batch; false where it belongs to a later batch. */
  abstract boolean reaches(EntryReader entry, long position, RecordBatch batch);

  /** Takes note of a batch that no further entry is compared with. */
  void seen(RecordBatch batch) {}

  /** Compares what the entries said with where the segment ended. */
  void ended(long nextOffset) {}

  /** What an entry points at, for messages. */
  abstract String target(EntryReader entry);

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
