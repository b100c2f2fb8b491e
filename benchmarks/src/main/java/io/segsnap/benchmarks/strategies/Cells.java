package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.ByteSize;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.kernels.BufferKernels;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** All benchmarks with all values of their parameters, as their annotations have them. */
final class Cells {

  private static final List<Class<?>> BENCHMARKS = List.of(
      CpBenchmark.class,
      ReferenceBenchmark.class,
      CreateBenchmark.class,
      RestoreBenchmark.class,
      DifferentialRestoreBenchmark.class,
      VerifyBenchmark.class,
      OpenBenchmark.class,
      AppendBenchmark.class,
      ReadBenchmark.class,
      CatalogBenchmark.class,
      CleanupBenchmark.class,
      BufferKernels.class);

  private static final List<String> SHAPE = List.of("segments", "segmentSize");

  /** What a combination of the annotations' values may take; more is generated only if asked for. */
  private static final long MOST_BYTES = 4L << 30;

  /** Values that say how much of something there is; all others are words, of which all are known. */
  private static final String AMOUNT = "[0-9]+[kmg]?";

  private Cells() {}

  /**
   * Those whose names a regular expression finds.
   *
   * @param overrides values to use instead of the annotations'
   * @throws IllegalArgumentException if nothing matches, or no match has a parameter or value that
   *     was asked for
   */
  static List<Cell> matching(String include, Map<String, List<String>> overrides) {
    Pattern pattern = Settings.pattern(include);
    List<Cell> cells = BENCHMARKS.stream()
        .flatMap(benchmark -> of(benchmark, overrides).stream())
        .filter(cell -> pattern.matcher(cell.name()).find())
        .toList();
    if (cells.isEmpty()) {
      throw new IllegalArgumentException(
          "bench.include=" + include + ": matches no benchmark; " + names());
    }
    for (String name : overrides.keySet()) {
      if (cells.stream().noneMatch(cell -> cell.params().containsKey(name))) {
        throw new IllegalArgumentException(
            "bench.params=" + name + ": no benchmark that runs has such a parameter; they have "
                + cells.stream()
                    .flatMap(cell -> cell.params().keySet().stream())
                    .distinct()
                    .sorted()
                    .toList());
      }
    }
    return cells;
  }

  private static String names() {
    return "there are " + BENCHMARKS.stream().map(Class::getSimpleName).toList();
  }

  /** One benchmark class; values that were not overridden are the annotations'. */
  static List<Cell> of(Class<?> benchmark, Map<String, List<String>> overrides) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Field field : params(benchmark)) {
      combinations = times(combinations, field.getName(), values(field, overrides));
    }
    if (!overrides.keySet().containsAll(SHAPE)) {
      combinations = combinations.stream().filter(Cells::isModest).toList();
    }
    List<Cell> cells = new ArrayList<>();
    for (Method method : benchmark.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Benchmark.class)) {
        combinations.forEach(params -> cells.add(new Cell(benchmark, method.getName(), params)));
      }
    }
    return cells;
  }

  private static boolean isModest(Map<String, String> params) {
    if (!params.keySet().containsAll(SHAPE)) {
      return true;
    }
    long segmentBytes = ByteSize.parse("segmentSize", params.getOrDefault("segmentSize", ""));
    return Integer.parseInt(params.getOrDefault("segments", "")) * segmentBytes <= MOST_BYTES;
  }

  private static List<Field> params(Class<?> benchmark) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> type = benchmark; type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(Param.class)) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static List<String> values(Field field, Map<String, List<String>> overrides) {
    List<String> asked = overrides.get(field.getName());
    if (asked != null) {
      return asked.stream().map(value -> value(field, value)).toList();
    }
    List<String> annotated = List.of(field.getAnnotation(Param.class).value());
    return annotated.equals(List.of(Param.BLANK_ARGS)) ? constants(field.getType()) : annotated;
  }

  private static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(each -> ((Enum<?>) each).name())
        .toList();
  }

  /** JMH wants the names of constants; people write those of the command line. */
  private static String value(Field field, String asked) {
    if (field.getName().equals(DiskBenchmark.DISK)) {
      return asked;
    }
    List<String> known = values(field, Map.of());
    if (known.stream().allMatch(value -> value.matches(AMOUNT))) {
      return amount(field, asked);
    }
    String value =
        field.getType().isEnum() ? asked.toUpperCase(Locale.ROOT).replace('-', '_') : asked;
    if (!known.contains(value)) {
      throw new IllegalArgumentException("bench.params=" + field.getName() + "=" + asked
          + ": there is no such " + field.getName() + "; give some of " + known);
    }
    return value;
  }

  private static String amount(Field field, String asked) {
    String name = "bench.params=" + field.getName();
    if (field.getType() == String.class) {
      ByteSize.parse(name, asked);
    } else if (!asked.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(name + "=" + asked + ": expected a number");
    }
    return asked;
  }

  private static List<Map<String, String>> times(
      List<Map<String, String>> combinations, String name, List<String> values) {
    List<Map<String, String>> more = new ArrayList<>();
    for (Map<String, String> combination : combinations) {
      for (String value : values) {
        Map<String, String> extended = new LinkedHashMap<>(combination);
        extended.put(name, value);
        more.add(extended);
      }
    }
    return more;
  }
}
