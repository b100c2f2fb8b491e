package io.segsnap.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of threads: at least 1. */
final class ThreadCount implements ITypeConverter<Integer> {

  ThreadCount() {}

  @Override
  public Integer convert(String text) {
    if (!text.matches("[1-9]\\d{0,3}")) {
      throw new TypeConversionException("'" + text + "' is no number of threads from 1 to 9999");
    }
    return Integer.valueOf(text);
  }
}
