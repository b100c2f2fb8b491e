package io.segsnap.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes in bytes as people write and read them; 1k is 1024. */
sealed class Sizes implements ITypeConverter<Long> {

  private static final Pattern FORMAT =
      Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?)([kmgt]?)(?:i?b)?", Pattern.CASE_INSENSITIVE);

  private static final String UNITS = "kmgt";
  private static final long UNIT = 1024;

  Sizes() {}

  @Override
  public Long convert(String text) {
    Matcher fields = FORMAT.matcher(text);
    if (!fields.matches()) {
      throw refused(text);
    }
    int power = UNITS.indexOf(fields.group(2).toLowerCase(Locale.ROOT)) + 1;
    if (fields.group(2).isEmpty()) {
      power = 0;
    }
    BigDecimal bytes =
        new BigDecimal(fields.group(1)).multiply(BigDecimal.valueOf(UNIT).pow(power));
    try {
      return bytes.setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException e) {
      throw refused(text);
    }
  }

  /** Bytes in a second: at least one, {@code /s} behind them or not. */
  static final class Rate extends Sizes {

    @Override
    public Long convert(String text) {
      Long bytes = super.convert(text.endsWith("/s") ? text.substring(0, text.length() - 2) : text);
      if (bytes < 1) {
        throw new TypeConversionException("'" + text + "' is no rate such as 512k or 50m");
      }
      return bytes;
    }
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException("'" + text + "' is no size such as 4096, 64m or 1.5g");
  }

  /** {@code 1.5 GiB} for 1610612736. */
  static String text(long bytes) {
    if (bytes < UNIT) {
      return bytes + " B";
    }
    int power = Math.min(UNITS.length(), (63 - Long.numberOfLeadingZeros(bytes)) / 10);
    double value = (double) bytes / (1L << (10 * power));
    char unit = Character.toUpperCase(UNITS.charAt(power - 1));
    return String.format(Locale.ROOT, "%.1f %ciB", value, unit);
  }
}
