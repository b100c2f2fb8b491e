package io.segsnap.io;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The default file system as far as {@link LocalDisk} needs it, with a list of the calls that matter. */
final class WatchedFileSystem extends FileSystem {

  private final List<String> calls = new ArrayList<>();
  private final WatchedProvider provider = new WatchedProvider(this);
  private int writtenAtMost = Integer.MAX_VALUE;

  /** A path whose files are watched. */
  Path path(Path real) {
    return (Path) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {Path.class}, (proxy, method, args) -> {
          try {
            return method.getName().equals("getFileSystem") ? this : method.invoke(real, args);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  List<String> calls() {
    return List.copyOf(calls);
  }

  void note(String call) {
    calls.add(call);
  }

  /** Makes every write end after so many bytes. */
  void writeAtMost(int bytes) {
    writtenAtMost = bytes;
  }

  int writtenAtMost() {
    return writtenAtMost;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public void close() {}

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of();
  }

  @Override
  public Path getPath(String first, String... more) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }
}
