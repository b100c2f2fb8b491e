package io.segsnap.crash;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A POSIX file system at its least generous: a sync of a file makes its content, length and times
 * durable and not its name; a sync of a directory makes the names in it durable and nothing else; a
 * rename is atomic; all else may be lost or kept, in any combination.
 */
final class FileSystemModel {

  private static final int SECTOR = 512;

  private sealed interface Node permits Directory, Regular {}

  private static final class Directory implements Node {
    final Map<String, Node> names = new TreeMap<>();
    final Map<String, Node> durable = new TreeMap<>();
  }

  private static final class Regular implements Node {
    final int number;
    byte[] content;
    FileTime modified;
    byte[] syncedContent;
    FileTime syncedModified;
    final List<Change> unsynced = new ArrayList<>();

    Regular(int number, byte[] content, FileTime modified) {
      this.number = number;
      this.content = content;
      this.modified = modified;
      this.syncedContent = content;
      this.syncedModified = modified;
    }
  }

  /** Bytes written at a position, or where {@code bytes} is null the file cut or grown to it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Change(long position, byte[] bytes) {

    byte[] applyTo(byte[] content) {
      if (bytes == null) {
        return Arrays.copyOf(content, (int) position);
      }
      int end = (int) position + bytes.length;
      byte[] result = Arrays.copyOf(content, Math.max(end, content.length));
      System.arraycopy(bytes, 0, result, (int) position, bytes.length);
      return result;
    }
  }

  /** Names set, or removed where the node is null, together or not at all. */
  private record Naming(List<Entry> entries) {
    record Entry(Directory directory, String name, Node node) {}

    boolean touches(Directory directory) {
      return entries.stream().anyMatch(entry -> entry.directory == directory);
    }
  }

  private final Directory root = new Directory();
  private final List<Naming> unsynced = new ArrayList<>();
  private final Map<Integer, Regular> open = new HashMap<>();
  private int numbers;

  /** A file system on which all of a tree is durable. */
  FileSystemModel(Tree tree) {
    for (Path path : tree.directories()) {
      nameDurably(path, new Directory());
    }
    Map<Integer, Regular> known = new HashMap<>();
    tree.files()
        .forEach((path, file) -> nameDurably(
            path,
            known.computeIfAbsent(
                file.number(), n -> new Regular(numbers++, file.content(), file.modified()))));
  }

  private void nameDurably(Path path, Node node) {
    Directory directory = parent(path);
    directory.names.put(name(path), node);
    directory.durable.put(name(path), node);
  }

  void apply(Call call) {
    if (call instanceof Call.Create create) {
      Regular file = new Regular(numbers++, new byte[0], create.modified());
      open.put(create.file(), file);
      name(entry(create.path(), file));
    } else if (call instanceof Call.Open opened) {
      if (find(opened.path()) instanceof Regular file) {
        open.put(opened.file(), file);
      }
    } else if (call instanceof Call.Write write) {
      change(open.get(write.file()), new Change(write.position(), write.bytes()), write.modified());
    } else if (call instanceof Call.Truncate truncate) {
      change(open.get(truncate.file()), new Change(truncate.size(), null), truncate.modified());
    } else if (call instanceof Call.Sync sync) {
      Regular file = open.get(sync.file());
      if (file != null) {
        file.syncedContent = file.content;
        file.syncedModified = file.modified;
        file.unsynced.clear();
      }
    } else if (call instanceof Call.SetLastModified set) {
      ((Regular) find(set.path())).modified = set.modified();
    } else if (call instanceof Call.Link link) {
      name(entry(link.link(), find(link.existing())));
    } else if (call instanceof Call.Rename rename) {
      Node node = find(rename.from());
      name(entry(rename.from(), null), entry(rename.to(), node));
    } else if (call instanceof Call.Delete delete) {
      name(entry(delete.path(), null));
    } else if (call instanceof Call.CreateDirectory create) {
      name(entry(create.path(), new Directory()));
    } else if (call instanceof Call.SyncDirectory sync) {
      syncDirectory((Directory) find(sync.path()));
    }
  }

  /** Half of a write, as a kill leaves it. */
  void applyHalf(Call.Write write) {
    byte[] half = Arrays.copyOf(write.bytes(), write.bytes().length / 2);
    apply(new Call.Write(write.file(), write.position(), half, write.modified()));
  }

  private static void change(Regular file, Change change, FileTime modified) {
    file.content = change.applyTo(file.content);
    file.modified = modified;
    file.unsynced.add(change);
  }

  private void name(Naming.Entry... entries) {
    for (Naming.Entry entry : entries) {
      set(entry.directory.names, entry);
    }
    unsynced.add(new Naming(List.of(entries)));
  }

  private static void set(Map<String, Node> names, Naming.Entry entry) {
    if (entry.node == null) {
      names.remove(entry.name);
    } else {
      names.put(entry.name, entry.node);
    }
  }

  private void syncDirectory(Directory directory) {
    for (Naming naming : List.copyOf(unsynced)) {
      if (naming.touches(directory)) {
        naming.entries.forEach(entry -> set(entry.directory.durable, entry));
        unsynced.remove(naming);
      }
    }
  }

  private Naming.Entry entry(Path path, Node node) {
    return new Naming.Entry(parent(path), name(path), node);
  }

  private Directory parent(Path path) {
    return path.getParent() == null ? root : (Directory) find(path.getParent());
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private Node find(Path path) {
    if (path.toString().isEmpty()) {
      return root;
    }
    Node node = parent(path).names.get(name(path));
    if (node == null) {
      throw new IllegalStateException("the trace names what is not there: " + path);
    }
    return node;
  }

  /** What is found when the machine crashes now. */
  Tree crash(Loss loss, RandomGenerator random) {
    boolean keepsNames = loss == Loss.NOTHING
        || loss == Loss.HALF_A_WRITE
        || loss == Loss.DATA
        || loss == Loss.DATA_ZEROED;
    Map<Directory, Map<String, Node>> view = new HashMap<>();
    if (loss == Loss.REORDERED) {
      for (Naming naming : unsynced) {
        if (random.nextBoolean()) {
          naming.entries.forEach(entry ->
              set(view.computeIfAbsent(entry.directory, d -> new TreeMap<>(d.durable)), entry));
        }
      }
    }
    Tree tree = new Tree(new TreeSet<>(), new TreeMap<>());
    Map<Regular, Tree.StoredFile> stored = new HashMap<>();
    Map<Path, Directory> todo = new LinkedHashMap<>();
    todo.put(Path.of(""), root);
    while (!todo.isEmpty()) {
      Path path = todo.keySet().iterator().next();
      Directory directory = todo.remove(path);
      Map<String, Node> names =
          keepsNames ? directory.names : view.getOrDefault(directory, directory.durable);
      names.forEach((name, node) -> {
        Path child = path.resolve(name);
        if (node instanceof Directory below) {
          tree.directories().add(child);
          todo.put(child, below);
        } else {
          tree.files()
              .put(
                  child,
                  stored.computeIfAbsent((Regular) node, file -> afterCrash(file, loss, random)));
        }
      });
    }
    return tree;
  }

  private static Tree.StoredFile afterCrash(Regular file, Loss loss, RandomGenerator random) {
    return switch (loss) {
      case NOTHING, HALF_A_WRITE, NAMES ->
        new Tree.StoredFile(file.number, file.content, file.modified);
      case DATA, DATA_AND_NAMES ->
        new Tree.StoredFile(file.number, file.syncedContent, file.syncedModified);
      case DATA_ZEROED -> new Tree.StoredFile(file.number, zeroed(file), file.modified);
      case REORDERED ->
        new Tree.StoredFile(
            file.number,
            reordered(file, random),
            random.nextBoolean() ? file.modified : file.syncedModified);
    };
  }

  private static byte[] zeroed(Regular file) {
    byte[] content = file.syncedContent;
    for (Change change : file.unsynced) {
      content = change.bytes == null
          ? change.applyTo(content)
          : new Change(change.position, new byte[change.bytes.length]).applyTo(content);
    }
    return content;
  }

  /** Of each unsynced change all, nothing, or some sectors. */
  private static byte[] reordered(Regular file, RandomGenerator random) {
    byte[] content = file.syncedContent;
    for (Change change : file.unsynced) {
      int kept = random.nextInt(3);
      if (kept == 1) {
        content = change.applyTo(content);
      } else if (kept == 2 && change.bytes != null) {
        for (int from = 0; from < change.bytes.length; from += SECTOR) {
          if (random.nextBoolean()) {
            int to = Math.min(from + SECTOR, change.bytes.length);
            content = new Change(change.position + from, Arrays.copyOfRange(change.bytes, from, to))
                .applyTo(content);
          }
        }
      }
    }
    return content;
  }
}
