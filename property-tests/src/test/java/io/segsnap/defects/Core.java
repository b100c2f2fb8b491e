package io.segsnap.defects;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The sources of core, and how changed ones are compiled against its classes. */
final class Core implements AutoCloseable {

  private final Path sources = Path.of("..", "core", "src", "main", "java", "io", "segsnap");
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final JavaFileManager files = compiler.getStandardFileManager(null, null, null);

  String source(String file) {
    try {
      return Files.readString(sources.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles classes that take the places of core's own if the folder comes first. */
  void compile(Map<String, String> changed, Path folder) {
    List<JavaFileObject> units = new ArrayList<>();
    changed.forEach((file, source) -> units.add(new Source(file, source)));
    List<String> options = List.of(
        "-d",
        folder.toString(),
        "-classpath",
        System.getProperty("java.class.path"),
        "-proc:none",
        "-nowarn");
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler.getTask(messages, files, null, options, null, units).call();
    if (!compiled) {
      throw new IllegalStateException("does not compile:\n" + messages);
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String content;

    Source(String file, String content) {
      super(URI.create("string:///io/segsnap/" + file), Kind.SOURCE);
      this.content = content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content;
    }
  }
}
