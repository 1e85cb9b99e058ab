package io.ashlar.store;

/** Is told when a commit that nobody waits for is as durable as it asked for, or cannot be. */
@FunctionalInterface
public interface AcknowledgedListener {

  /**
   * The commit is acknowledged, or its outcome is unknown. Called once, either by the committing
   * thread before its call returns, or by the thread that syncs the log, which others wait for:
   * must be short, must not block, throw or call the store, and hands user code to another thread.
   *
   * @param timestamp the commit timestamp, or that of the view when nothing was written
   * @param failure null, or a {@link io.ashlar.error.CommitOutcomeUnknownException}
   */
  void acknowledged(long timestamp, RuntimeException failure);
}
