package io.segsnap.cli;

import io.segsnap.format.CompressionCodec;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A codec by its name. */
final class CodecName implements ITypeConverter<CompressionCodec>, Iterable<String> {

  CodecName() {}

  private static List<CompressionCodec> known() {
    return Arrays.stream(CompressionCodec.values())
        .filter(codec -> codec != CompressionCodec.UNKNOWN)
        .toList();
  }

  static String of(CompressionCodec codec) {
    return codec.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public CompressionCodec convert(String text) {
    return known().stream()
        .filter(codec -> of(codec).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException("'" + text + "' is no codec: " + String.join(", ", this)));
  }

  @Override
  public Iterator<String> iterator() {
    return known().stream().map(CodecName::of).iterator();
  }
}
