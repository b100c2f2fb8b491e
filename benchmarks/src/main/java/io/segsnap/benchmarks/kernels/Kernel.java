package io.segsnap.benchmarks.kernels;

/** What segsnap does with buffers, on one kind of them. Not thread safe. */
interface Kernel {

  /** Records in a batch that is built. */
  int RECORDS = 15;

  /** Size of each record's value, which no record has a key beside. */
  int VALUE_BYTES = 1000;

  /** Batches that are scanned. */
  int BATCHES = 1024;

  /** Size of each of these: small, so that headers count and not memory. */
  int SCANNED_BATCH_BYTES = 1024;

  /** Bytes that are copied or checksummed. */
  int BLOCK_BYTES = 1 << 20;

  /** Builds a batch, checksum included, and returns the checksum. */
  long build();

  /** Walks the headers of all batches and returns the sum of their fields. */
  long scan();

  /** Copies a block and returns its length. */
  long copy();

  /** Computes the CRC-32C of a block. */
  long checksum();

  /** Frees what isn't garbage collected. */
  void close();
}
