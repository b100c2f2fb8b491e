package io.segsnap.copy;

import java.io.IOException;
import java.util.function.Predicate;

/** {@link CopyStrategy#LINK} and {@link CopyStrategy#CLONE}: claims files as a whole, and has the rest copied. */
final class SharingCopier implements Copier {

  private final CopyStrategy strategy;
  private final Predicate<CopySource> isClaimed;
  private final Copier rest;

  private SharingCopier(CopyStrategy strategy, Predicate<CopySource> isClaimed, Copier rest) {
    this.strategy = strategy;
    this.isClaimed = isClaimed;
    this.rest = rest;
  }

  static SharingCopier linking(Copier rest) {
    return new SharingCopier(CopyStrategy.LINK, CopySource::isSealed, rest);
  }

  static SharingCopier cloning(Copier rest) {
    return new SharingCopier(CopyStrategy.CLONE, CopySource::isStored, rest);
  }

  @Override
  public CopyStrategy captureOf(CopySource source) {
    return isClaimed.test(source) ? strategy : rest.captureOf(source);
  }

  @Override
  public int copyRange(FileCopy file, long position, int lengthBytes) throws IOException {
    return rest.copyRange(file, position, lengthBytes);
  }
}
