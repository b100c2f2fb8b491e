package io.segsnap.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers from a least one up to 999,999,999. */
abstract sealed class Counts implements ITypeConverter<Integer> {

  private final int least;

  private Counts(int least) {
    this.least = least;
  }

  @Override
  public Integer convert(String text) {
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
      throw new TypeConversionException("'" + text + "' is no number from " + least + " on");
    }
    return Integer.valueOf(text);
  }

  static final class FromZero extends Counts {
    FromZero() {
      super(0);
    }
  }

  static final class FromOne extends Counts {
    FromOne() {
      super(1);
    }
  }
}
