package io.ashlar.txn;

import io.ashlar.error.IllegalUseException;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The threads that are inside {@code transact}, and what each of them runs. Striped maps by thread
 * id: unlike a thread-local they leave nothing behind in pooled threads, and entering allocates
 * nothing.
 *
 * <p>A mark belongs to its transaction: one whose transaction has ended for good says nothing, so a
 * thread that lost the way out of a call, by whatever error, can transact again.
 */
final class NestedCalls {

  private static final int STRIPES = 16;

  private final List<Long2ObjectHashMap<StoreTransaction>> stripes = new ArrayList<>(STRIPES);

  NestedCalls() {
    for (int i = 0; i < STRIPES; i++) {
      stripes.add(new Long2ObjectHashMap<>());
    }
  }

  void enter(StoreTransaction transaction) {
    long id = threadId();
    Long2ObjectHashMap<StoreTransaction> stripe = stripes.get((int) id & (STRIPES - 1));
    boolean nested;
    synchronized (stripe) {
      StoreTransaction running = stripe.get(id);
      nested = running != null && !running.gate().ended();
      if (!nested) {
        stripe.put(id, transaction);
      }
    }
    if (nested) {
      throw new IllegalUseException(
          "A transaction is running on this thread already.",
          "thread",
          Thread.currentThread().getName());
    }
  }

  void exit() {
    long id = threadId();
    Long2ObjectHashMap<StoreTransaction> stripe = stripes.get((int) id & (STRIPES - 1));
    synchronized (stripe) {
      stripe.remove(id);
    }
  }

  @SuppressWarnings("deprecation") // threadId() is not there before Java 19
  private static long threadId() {
    return Thread.currentThread().getId();
  }
}
