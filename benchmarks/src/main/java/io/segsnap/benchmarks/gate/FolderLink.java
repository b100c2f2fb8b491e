package io.segsnap.benchmarks.gate;

import io.segsnap.benchmarks.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;

/** A worker whose folder goes when it ends. */
record FolderLink(Link worker, Path folder) implements Link {

  @Override
  public String ask(String request) throws IOException {
    return worker.ask(request);
  }

  @Override
  public void close() throws IOException {
    try {
      worker.close();
    } finally {
      WorkFolder.delete(folder);
    }
  }
}
