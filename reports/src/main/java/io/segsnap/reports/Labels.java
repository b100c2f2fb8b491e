package io.segsnap.reports;

/** Parameters in words. */
final class Labels {

  private Labels() {}

  /** A switch by its name, anything else by its value and, where that is a bare number, its name. */
  static String of(String name, String value) {
    return switch (value) {
      case "true" -> name;
      case "false" -> "not " + name;
      default -> value.chars().allMatch(Character::isDigit) ? value + " " + name : value;
    };
  }
}
