package io.segsnap.benchmarks.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Something for each cell, in the order of the cells. */
final class CellMap<T> {

  private final Map<String, T> values = new LinkedHashMap<>();

  static <T> CellMap<T> of(List<String> cells, Function<String, T> value) {
    CellMap<T> map = new CellMap<>();
    cells.forEach(cell -> map.put(cell, value.apply(cell)));
    return map;
  }

  void put(String cell, T value) {
    values.put(cell, value);
  }

  T get(String cell) {
    T value = values.get(cell);
    if (value == null) {
      throw new NoSuchElementException("no such cell: " + cell);
    }
    return value;
  }

  List<T> all() {
    return List.copyOf(values.values());
  }

  List<String> cells() {
    return List.copyOf(values.keySet());
  }
}
