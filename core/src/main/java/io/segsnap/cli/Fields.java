package io.segsnap.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Named values, one a line. */
final class Fields {

  private record Field(String name, String value) {}

  private final List<Field> fields = new ArrayList<>();

  Fields add(String name, Object value) {
    fields.add(new Field(name, value.toString()));
    return this;
  }

  void print(PrintWriter out) {
    int width = fields.stream().mapToInt(field -> field.name().length()).max().orElse(0);
    for (Field field : fields) {
      String pad = " ".repeat(width - field.name().length());
      out.println(field.name() + pad + "  " + field.value());
    }
  }
}
