package io.segsnap.mount;

import io.segsnap.crash.Scratch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file system of its own, in a sparse file that a loop device makes a disk of. It is unmounted and
 * gone when closed, and when the virtual machine ends.
 */
public final class LoopMount implements AutoCloseable {

  /** Two that mount at the same moment may take the same loop device. */
  private static final int ATTEMPTS = 3;

  private final Scratch scratch;
  private final Path path;
  private final Thread atExit = new Thread(this::unmountQuietly);
  private boolean isMounted;

  private LoopMount(Scratch scratch) {
    this.scratch = scratch;
    this.path = scratch.path().resolve("mount");
  }

  /** Why a file system can't be had here; empty where it can. Linux only. */
  public static Optional<String> refusal(FileSystem type) throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("loop mounts are Linux's");
    }
    String make = type.make().get(0);
    if (!Root.isInstalled(make)) {
      return Optional.of(make + " is not installed");
    }
    if (!Files.exists(Path.of("/dev/loop-control"))) {
      return Optional.of("there are no loop devices");
    }
    Optional<String> refusal = Root.refusal();
    return refusal.isPresent() ? refusal : tryOut(type);
  }

  /** Containers may have all that it takes, but not the right to mount. */
  private static Optional<String> tryOut(FileSystem type) {
    try (LoopMount mount = make(type)) {
      Files.createFile(mount.path().resolve("file"));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse("refused"));
    }
  }

  /** Makes a file system and mounts it, writable for whoever runs the tests. */
  public static LoopMount make(FileSystem type) throws IOException {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return makeOnce(type);
      } catch (IOException e) {
        System.err.println("once more: " + e.getMessage());
      }
    }
    return makeOnce(type);
  }

  private static LoopMount makeOnce(FileSystem type) throws IOException {
    LoopMount mount = new LoopMount(new Scratch());
    try {
      mount.mount(type);
      return mount;
    } catch (IOException | RuntimeException e) {
      mount.close();
      throw e;
    }
  }

  private void mount(FileSystem type) throws IOException {
    Path image = scratch.path().resolve("image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(type.imageBytes());
    }
    Files.createDirectory(path);
    List<String> make = new ArrayList<>(type.make());
    make.add(image.toString());
    require(Root.run(make), "make " + type);
    Runtime.getRuntime().addShutdownHook(atExit);
    isMounted = true;
    require(Root.runAsRoot("mount", "-o", "loop", image.toString(), path.toString()), "mount");
    if (!Root.isRoot()) {
      Object owner = Files.getAttribute(scratch.path(), "unix:uid");
      require(Root.runAsRoot("chown", owner.toString(), path.toString()), "give away");
    }
  }

  private static void require(Root.Answer answer, String what) throws IOException {
    if (!answer.isGood()) {
      throw new IOException("can't " + what + ": " + answer.text());
    }
  }

  /** Where it is mounted. */
  public Path path() {
    return path;
  }

  /** From now on, or until the opposite is called for, nothing can be written. */
  public void setReadOnly(boolean readOnly) throws IOException {
    String mode = readOnly ? "remount,ro" : "remount,rw";
    require(Root.runAsRoot("mount", "-o", mode, path.toString()), mode);
  }

  private void unmountQuietly() {
    try {
      unmount();
      scratch.close();
    } catch (IOException e) {
      System.err.println("left mounted: " + path + ": " + e.getMessage());
    }
  }

  /** Also where the mount itself had failed, or where something in it is still open, which is an error. */
  private synchronized void unmount() throws IOException {
    if (isMounted) {
      isMounted = false;
      Root.Answer answer = Root.runAsRoot("umount", path.toString());
      if (!answer.isGood()) {
        Root.runAsRoot("umount", "-l", path.toString());
        throw new IOException(answer.text());
      }
    }
  }

  /**
   * Unmounts.
   *
   * @throws IOException if something in it is still open; it is unmounted all the same
   */
  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(atExit);
    try {
      unmount();
    } finally {
      scratch.close();
    }
  }
}
