package io.ashlar.transaction;

import io.ashlar.DatabaseProvider;

/**
 * Ends the work of others from any thread: of all transactions that were {@linkplain
 * ReadTransaction#cancelOn told} to follow it, and of calls of {@link io.ashlar.Database#transact} that were
 * given it. Once cancelled it stays so; work that begins under it then ends at once. One that is
 * never used holds on to nothing, so it may live as long as the process. Shared by all threads.
 */
public interface CancellationToken {

  /**
   * A token that is not cancelled.
   *
   * @return the token, of no database in particular
   */
  static CancellationToken create() {
    return DatabaseProvider.installed().newToken();
  }

  /**
   * Ends the work of all that follow the token; see {@link ReadTransaction#cancel} for when.
   * Returns at once. Idempotent.
   */
  void cancel();

  /**
   * Whether {@link #cancel} was called.
   *
   * @return true from then on
   */
  boolean isCancelled();
}
