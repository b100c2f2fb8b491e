package io.segsnap.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Accepts {@code latest} and what looks like an id, no path in particular. */
final class SnapshotIdArgument implements ITypeConverter<String> {

  private static final Pattern FORMAT = Pattern.compile("latest|snapshot-\\d{1,19}");

  SnapshotIdArgument() {}

  @Override
  public String convert(String text) {
    if (!FORMAT.matcher(text).matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no snapshot id such as snapshot-1700000000000000000, nor 'latest'");
    }
    return text;
  }
}
