package io.segsnap.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segsnap.cli.Main;
import io.segsnap.testing.Jvm;
import io.segsnap.testing.TestLogs;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Starts Java processes that are up quickly: few jars, the first compiler only, the simplest collector. */
final class JavaProcess {

  private JavaProcess() {}

  /** Starts the command line as a process of its own, whose output nobody reads. */
  static Process segsnap(List<String> args) throws IOException {
    return builder(Main.class, args)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** A process that runs the main method of a class of these tests or of core. */
  static ProcessBuilder builder(Class<?> main, List<String> args) {
    List<String> options =
        List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+UseSerialGC", "-Xmx128m");
    return new ProcessBuilder(Jvm.command(options, classPath(main), main, args));
  }

  private static String classPath(Class<?> main) {
    return Stream.of(
            main,
            Main.class,
            TestLogs.class,
            JsonFactory.class,
            ObjectMapper.class,
            JsonProperty.class,
            CommandLine.class)
        .map(JavaProcess::home)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
