package io.segsnap.cli;

import io.segsnap.copy.CopyStrategy;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A copy strategy by its name on the command line. */
final class StrategyName implements ITypeConverter<CopyStrategy>, Iterable<String> {

  StrategyName() {}

  @Override
  public CopyStrategy convert(String text) {
    return CopyStrategy.ofName(text)
        .orElseThrow(() -> new TypeConversionException(
            "'" + text + "' is no strategy: " + String.join(", ", this)));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(CopyStrategy.values()).map(CopyStrategy::toString).iterator();
  }
}
