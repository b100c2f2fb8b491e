package io.segsnap.benchmarks.gate;

import java.nio.file.Path;

/**
 * A build of core.
 *
 * @param name for people: a commit, with the hash of the jar where it is not known what is in it
 * @param jar the classes of core
 */
record Build(String name, Path jar) {}
