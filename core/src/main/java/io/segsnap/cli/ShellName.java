package io.segsnap.cli;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A shell that commands can be completed in. One script serves all: in zsh it switches on that
 * shell's emulation of bash.
 */
final class ShellName implements ITypeConverter<String>, Iterable<String> {

  private static final List<String> KNOWN = List.of("bash", "zsh");

  ShellName() {}

  @Override
  public String convert(String text) {
    if (!KNOWN.contains(text)) {
      throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", KNOWN));
    }
    return text;
  }

  @Override
  public Iterator<String> iterator() {
    return KNOWN.iterator();
  }
}
