package io.segsnap.benchmarks.peers;

import io.segsnap.benchmarks.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BackupEngine;
import org.rocksdb.BackupEngineOptions;
import org.rocksdb.Checkpoint;
import org.rocksdb.Env;
import org.rocksdb.Options;
import org.rocksdb.RestoreOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** RocksDB with the log's bytes as values; putting them in is not timed. */
abstract class RocksPeer implements Peer {

  private @Nullable Path data;
  private @Nullable Path home;
  private @Nullable Options options;
  private @Nullable RocksDB db;

  /** {@code Checkpoint}, which links the tables. */
  static final class OfCheckpoint extends RocksPeer {

    private int count;

    @Override
    public String name() {
      return "RocksDB Checkpoint";
    }

    @Override
    public boolean sharesFiles() {
      return true;
    }

    @Override
    public void backUp() throws RocksDBException {
      count++;
      try (Checkpoint checkpoint = Checkpoint.create(db())) {
        checkpoint.createCheckpoint(newest().toString());
      }
    }

    private Path newest() {
      return home().resolve("checkpoint-" + count);
    }

    @Override
    public void restore(Path target) throws Exception {
      String script = "cp -r \"$0\" \"$1\" && sync -f \"$1\"";
      Commands.run(List.of("sh", "-c", script, newest().toString(), target.toString()));
    }

    @Override
    public boolean hasCheck() {
      return true;
    }

    @Override
    public void check() throws RocksDBException {
      try (Options forReading = RocksValues.options();
          RocksDB checkpoint = RocksDB.openReadOnly(forReading, newest().toString())) {
        checkpoint.verifyChecksum();
      }
    }
  }

  /** {@code BackupEngine}, which copies the tables that it has not copied yet. */
  static final class OfBackupEngine extends RocksPeer {

    @Override
    public String name() {
      return "RocksDB BackupEngine";
    }

    private BackupEngineOptions engineOptions() throws IOException {
      Path folder = Files.createDirectories(home().resolve("backups"));
      return new BackupEngineOptions(folder.toString())
          .setSync(true)
          .setMaxBackgroundOperations(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void backUp() throws Exception {
      try (BackupEngineOptions engineOptions = engineOptions();
          BackupEngine engine = BackupEngine.open(Env.getDefault(), engineOptions)) {
        engine.createNewBackup(db(), true);
      }
    }

    @Override
    public void restore(Path target) throws Exception {
      try (BackupEngineOptions engineOptions = engineOptions();
          BackupEngine engine = BackupEngine.open(Env.getDefault(), engineOptions);
          RestoreOptions restoreOptions = new RestoreOptions(false)) {
        engine.restoreDbFromLatestBackup(target.toString(), target.toString(), restoreOptions);
      }
    }

    @Override
    public boolean hasCheck() {
      return false;
    }

    @Override
    public void check() {
      throw new UnsupportedOperationException("the Java API has no check of a backup");
    }
  }

  @Override
  public void begin(Path newData, Path newHome) throws Exception {
    data = newData;
    home = Files.createDirectories(newHome);
    options = RocksValues.options();
    db = RocksDB.open(options, newHome.resolve("db").toString());
    update();
  }

  @Override
  public void update() throws Exception {
    RocksValues.put(db(), Objects.requireNonNull(data, "begin comes first"));
  }

  @Override
  public void requireSame(Path log, Path target) throws Exception {
    RocksValues.requireSame(log, target);
  }

  RocksDB db() {
    return Objects.requireNonNull(db, "begin comes first");
  }

  Path home() {
    return Objects.requireNonNull(home, "begin comes first");
  }

  @Override
  public void end() {
    if (db != null) {
      db.close();
    }
    if (options != null) {
      options.close();
    }
  }
}
