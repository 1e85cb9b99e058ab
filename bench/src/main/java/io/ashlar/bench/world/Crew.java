package io.ashlar.bench.world;

import java.util.concurrent.ExecutionException;

/** The threads on which sessions act. Used by one thread. */
interface Crew extends AutoCloseable {

  /**
   * Waits until every session has ended.
   *
   * @throws InterruptedException when interrupted
   * @throws ExecutionException when a session failed, and with it all of them; the cause says why
   */
  void await() throws InterruptedException, ExecutionException;

  /** Ends all sessions behind their current acts, and waits for it. */
  @Override
  void close();
}
