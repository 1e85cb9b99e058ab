package io.ashlar.transaction;

import io.ashlar.argument.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the work of others from any thread: of all transactions that were {@linkplain
 * ReadTransaction#cancelOn told} to follow it, of calls of {@link io.ashlar.Database#transact} and
 * of {@linkplain StatementLimits statements} that were given it. Once cancelled it stays so; work
 * that begins under it then ends at once. A transaction is known to it only while it waits for a
 * lock, so one that is never used holds on to nothing and may live as long as the process. Shared
 * by all threads.
 */
public final class CancellationToken {

  /** Told when the token is cancelled; guarded by itself. */
  private final List<Runnable> listeners = new ArrayList<>();

  private volatile boolean cancelled;

  private CancellationToken() {}

  /**
   * A token that is not cancelled.
   *
   * @return the token, of no database in particular
   */
  public static CancellationToken create() {
    return new CancellationToken();
  }

  /**
   * Ends the work of all that follow the token; see {@link ReadTransaction#cancel} for when.
   * Returns at once. Idempotent.
   */
  public void cancel() {
    if (cancelled) {
      return;
    }
    cancelled = true;
    synchronized (listeners) {
      listeners.forEach(Runnable::run);
    }
  }

  /**
   * Whether {@link #cancel} was called.
   *
   * @return true from then on
   */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Lets something run when the token is cancelled, or now if it is cancelled already. Allocates
   * only where more listen than ever before.
   *
   * @param listener run by the thread that cancels, or by this one; returns at once, throws nothing
   *     and does not use the token
   * @throws io.ashlar.error.IllegalUseException when the argument is null
   */
  public void addListener(Runnable listener) {
    Arguments.requireGiven(listener, "listener");
    synchronized (listeners) {
      // Set before the listeners are told: so either it is seen here, or this one is told there.
      if (cancelled) {
        listener.run();
      } else {
        listeners.add(listener);
      }
    }
  }

  /**
   * Undoes {@link #addListener}. When this has returned, the listener is not run any more.
   *
   * @param listener as it was added; nothing happens when it was not
   * @throws io.ashlar.error.IllegalUseException when the argument is null
   */
  public void removeListener(Runnable listener) {
    Arguments.requireGiven(listener, "listener");
    synchronized (listeners) {
      listeners.remove(listener);
    }
  }
}
