package io.segsnap.copy;

import java.io.IOException;

/** {@link CopyStrategy#LINK}: the engine links what this claims, and copies the ranges of the rest. */
final class LinkCopier implements Copier {

  private final Copier unsealed;

  LinkCopier(Copier unsealed) {
    this.unsealed = unsealed;
  }

  @Override
  public CopyStrategy captureOf(CopySource source) {
    return source.isSealed() ? CopyStrategy.LINK : unsealed.captureOf(source);
  }

  @Override
  public int copyRange(FileCopy file, long position, int lengthBytes) throws IOException {
    return unsealed.copyRange(file, position, lengthBytes);
  }
}
