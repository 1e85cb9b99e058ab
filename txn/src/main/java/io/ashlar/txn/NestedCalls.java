package io.ashlar.txn;

import io.ashlar.error.IllegalUseException;
import org.agrona.collections.LongHashSet;

/**
 * The threads that are inside {@code transact}. A striped set of thread ids: unlike a thread-local
 * it leaves nothing behind in pooled threads, and entering allocates nothing.
 */
final class NestedCalls {

  private static final int STRIPES = 16;

  private final LongHashSet[] stripes = new LongHashSet[STRIPES];

  NestedCalls() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new LongHashSet();
    }
  }

  void enter() {
    long id = threadId();
    LongHashSet stripe = stripes[(int) id & (STRIPES - 1)];
    boolean added;
    synchronized (stripe) {
      added = stripe.add(id);
    }
    if (!added) {
      throw new IllegalUseException(
          "A transaction is running on this thread already.",
          "thread",
          Thread.currentThread().getName());
    }
  }

  void exit() {
    long id = threadId();
    LongHashSet stripe = stripes[(int) id & (STRIPES - 1)];
    synchronized (stripe) {
      stripe.remove(id);
    }
  }

  @SuppressWarnings("deprecation") // threadId() is not there before Java 19
  private static long threadId() {
    return Thread.currentThread().getId();
  }
}
