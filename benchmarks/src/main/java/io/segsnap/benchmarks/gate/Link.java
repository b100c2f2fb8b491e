package io.segsnap.benchmarks.gate;

import java.io.Closeable;
import java.io.IOException;

/** A worker that can be asked. */
interface Link extends Closeable {

  /**
   * Asks one question and waits for the answer.
   *
   * @return the answer behind its {@code ok}
   * @throws GateException if the worker failed, ended, or lacks what it needs of core
   */
  String ask(String request) throws IOException;

  /** Starts workers. */
  @FunctionalInterface
  interface Starter {

    /**
     * Starts one.
     *
     * @param side whose core it runs beside
     * @param counting whether it is to count, and not to be timed
     */
    Link start(Side side, boolean counting) throws IOException;
  }
}
