package io.segsnap.copy;

import java.io.IOException;

/** What a {@link CopyStrategy} does. Implementations are safe for use by several threads. */
interface Copier {

  /** The strategy that takes this file, for those that leave some files to another. */
  CopyStrategy captureOf(CopySource source);

  /** Copies one range between the open files and returns its CRC-32C. */
  int copyRange(FileCopy file, long position, int lengthBytes) throws IOException;
}
