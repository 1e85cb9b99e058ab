package io.ashlar.txn;

import java.util.ArrayDeque;

/**
 * The states of closed transactions, kept for further ones. Thread-safe; its monitor guards all.
 */
final class IdleStates {

  /** More are freed. */
  private static final int MOST = 64;

  private final ArrayDeque<TransactionState> states = new ArrayDeque<>(MOST);
  private boolean closed;

  /** One that has served others, or null when there is none. */
  synchronized TransactionState take() {
    return states.poll();
  }

  /** Keeps a state that nobody uses any more, or frees it. */
  void giveBack(TransactionState state) {
    state.recycle();
    synchronized (this) {
      if (!closed && states.size() < MOST) {
        states.push(state);
        return;
      }
    }
    state.free();
  }

  /** Frees all, and those that are given back from here on. */
  synchronized void close() {
    closed = true;
    states.forEach(TransactionState::free);
    states.clear();
  }
}
