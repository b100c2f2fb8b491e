package io.segsnap.benchmarks.gate;

import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.benchmarks.gate.GateException.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles copies of core with a mutant in them. */
final class MutantBuilds {

  private final Path sources;
  private final Path folder;

  /**
   * @param sources core's, the folder that holds {@code io}
   * @param folder to work in
   */
  MutantBuilds(Path sources, Path folder) {
    this.sources = sources.resolve("io/segsnap");
    this.folder = folder;
  }

  Build build(Mutant mutant) throws IOException {
    Path classes = folder.resolve("mutant-classes");
    Path changed = folder.resolve("mutant-sources");
    WorkFolder.delete(classes);
    WorkFolder.delete(changed);
    copyCore(classes);
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source :
        mutant.apply(file -> Files.readString(sources.resolve(file))).entrySet()) {
      Path file = changed.resolve(source.getKey());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    compile(mutant, files, classes);
    Path jar = folder.resolve("mutant.jar");
    Jars.pack(classes, jar);
    return new Build("mutant+" + Jars.hash(jar), jar);
  }

  private static void copyCore(Path target) throws IOException {
    Path core = Builds.ownCore();
    if (Files.isDirectory(core)) {
      copyTree(core, target);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(core)) {
      copyTree(jar.getPath("/"), target);
    }
  }

  private static void copyTree(Path tree, Path target) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(tree)) {
      files = paths.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path copy = target.resolve(tree.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  private static void compile(Mutant mutant, List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options = List.of(
        "-d",
        classes.toString(),
        "-classpath",
        System.getProperty("java.class.path"),
        "-nowarn",
        "-proc:none");
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled = compiler
          .getTask(
              messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
          .call();
      if (!compiled) {
        throw new GateException(
            Kind.BUILD,
            "mutant " + mutant.name() + ": does not compile: "
                + messages.toString().lines().findFirst().orElse(""));
      }
    }
  }
}
