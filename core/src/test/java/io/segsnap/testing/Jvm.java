package io.segsnap.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that start another virtual machine of the kind that runs the tests. */
public final class Jvm {

  private Jvm() {}

  /** Runs the main method of a class, with all that is on the class path of the tests. */
  public static List<String> command(List<String> options, Class<?> main, String... args) {
    return command(options, System.getProperty("java.class.path"), main, List.of(args));
  }

  /** Runs the main method of a class. */
  public static List<String> command(
      List<String> options, String classPath, Class<?> main, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(args);
    return command;
  }
}
