package io.segsnap.format;

import java.nio.ByteBuffer;

/**
 * A growing run of fixed-size entries in off-heap memory, the content of an index file. One thread
 * appends; others may read the entries that {@link #count()} told them of, without a lock.
 */
abstract class EntryBuffer {

  private static final int INITIAL_ENTRIES = 512;

  private final int entryBytes;
  private ByteBuffer writable;
  private volatile ByteBuffer published;
  private volatile int count;

  EntryBuffer(int entryBytes) {
    this.entryBytes = entryBytes;
    this.writable = ByteBuffer.allocateDirect(INITIAL_ENTRIES * entryBytes);
    this.published = writable.asReadOnlyBuffer();
  }

  /** Number of entries that readers may look at. */
  public final int count() {
    return count;
  }

  /** Length of the file that holds these entries. */
  public final int sizeBytes() {
    return count * entryBytes;
  }

  /** A read-only view of the first {@code entries} entries, ready to be written to a file. */
  public final ByteBuffer content(int entries) {
    return buffer().duplicate().limit(entries * entryBytes);
  }

  /** The entries; at least those that a {@link #count()} read before this call told of. */
  final ByteBuffer buffer() {
    return published;
  }

  final int at(int entry) {
    return entry * entryBytes;
  }

  /** The buffer with room for one more entry at {@code at(count())}; {@link #publish} follows. */
  final ByteBuffer room() {
    if (at(count + 1) > writable.capacity()) {
      ByteBuffer larger = ByteBuffer.allocateDirect(writable.capacity() * 2);
      larger.put(writable.duplicate().limit(at(count)).position(0));
      writable = larger;
      published = larger.clear().asReadOnlyBuffer();
    }
    return writable;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one appender; readers only need to see the value
  final void publish() {
    count++;
  }

  /** Forgets all entries from {@code entries} on; only before readers share this object. */
  final void cut(int entries) {
    count = entries;
  }
}
