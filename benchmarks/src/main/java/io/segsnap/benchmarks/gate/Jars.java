package io.segsnap.benchmarks.gate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs classes, so that both builds are loaded in the same way wherever they come from. */
final class Jars {

  private static final int HASH_LETTERS = 8;

  private Jars() {}

  /** Packs a folder; the same classes give the same bytes. */
  static void pack(Path classes, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(classes)) {
      files = paths.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out)) {
      for (Path file : files) {
        JarEntry entry = new JarEntry(classes.relativize(file).toString().replace('\\', '/'));
        entry.setTime(0);
        packed.putNextEntry(entry);
        packed.write(Files.readAllBytes(file));
      }
    }
  }

  /** The first letters of the SHA-256 of a jar. */
  static String hash(Path jar) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LETTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
