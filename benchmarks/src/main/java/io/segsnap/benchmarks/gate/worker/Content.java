package io.segsnap.benchmarks.gate.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * SHA-256 of what an operation made. Of a folder it takes the files of a partition directory, by
 * name and content, and leaves out what holds times or ids.
 */
final class Content {

  private static final List<String> ENDINGS =
      List.of(".log", ".index", ".timeindex", ".txnindex", ".snapshot");

  private final MessageDigest digest;

  Content() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  void add(ByteBuffer bytes) {
    digest.update(bytes);
  }

  void addFolder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(Content::isOfLog).sorted().toList();
    }
    for (Path file : files) {
      add(file.getFileName().toString());
      digest.update(Files.readAllBytes(file));
    }
  }

  private static boolean isOfLog(Path file) {
    return ENDINGS.stream().anyMatch(ending -> file.toString().endsWith(ending));
  }

  String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
