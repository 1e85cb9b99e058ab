package io.ashlar.txn.lock;

import io.ashlar.error.DeadlockException;
import io.ashlar.error.LockTimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * All locks of a database: exclusive row locks keyed by the 64-bit hash of the key, table locks
 * keyed by any 64-bit id that is not negative, and locks of keys that are referenced, which are as
 * table locks are and keyed by {@link #keyResource}.
 *
 * <p>Locks belong to a {@link LockOwner} and are held until {@link #releaseAll}, which any one
 * thread may call. Waits for table locks are served first in, first out; a row lock may be taken by
 * who runs while the first in its queue wakes up, but is handed over to the first in the queue
 * every half millisecond, so that nobody starves. A request that would close a cycle of waits fails
 * at once. Two keys whose hashes collide share a lock: harmless but for the wait.
 *
 * <p>Shared by all threads. Nothing is allocated while a lock is found free.
 */
public final class LockTable {

  private static final int STRIPES = 256;
  private static final int STRIPE_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(STRIPES);

  private final RowStripe[] stripes = new RowStripe[STRIPES];
  private final TableLocks tables = new TableLocks();
  private final KeyLocks keys = new KeyLocks();
  private final WaitForGraph graph = new WaitForGraph();

  // Touched only by who has found a lock held.
  private final LongAdder waits = new LongAdder();
  private final LongAdder waitNs = new LongAdder();
  private final LongAdder deadlocks = new LongAdder();
  private final LongAdder timeouts = new LongAdder();

  /** A table without locks. */
  public LockTable() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new RowStripe(RowStripe.HAND_OVER_NS);
    }
  }

  /**
   * Takes a row lock, waiting for it if need be. Reentrant.
   *
   * @param owner who asks
   * @param hash the key's hash
   * @param timeoutNs how long to wait at most; 0 fails at once when the lock is held
   * @return true when the lock is new to the owner, false when it was held already
   * @throws io.ashlar.error.LockTimeoutException when the time is over, or the thread is
   *     interrupted (fact {@code interrupted=true}; the flag stays set)
   * @throws io.ashlar.error.DeadlockException when the holder waits, directly or through others,
   *     for this owner
   * @throws io.ashlar.error.CancelledException when the owner was told to stop
   * @throws io.ashlar.error.ClosedException when the owner was cancelled
   */
  public boolean lockRow(LockOwner owner, long hash, long timeoutNs) {
    if (owner.rows.find(hash) >= 0) {
      return false;
    }
    owner.rows.reserve();
    RowStripe stripe = stripes[(int) (hash >>> STRIPE_SHIFT)];
    if (!stripe.tryAcquire(hash, owner, timeoutNs > 0) && !stripe.spin(hash, owner)) {
      owner.waitKey = hash;
      owner.waitExclusive = true;
      await(owner, stripe, timeoutNs);
    }
    owner.rows.add(hash);
    return true;
  }

  /**
   * Takes a row lock if nobody else has it. Reentrant; neither waits nor fails, and is not counted.
   *
   * @param owner who asks
   * @param hash the key's hash
   * @return whether the owner has the lock now
   */
  public boolean tryLockRow(LockOwner owner, long hash) {
    if (owner.rows.find(hash) >= 0) {
      return true;
    }
    owner.rows.reserve();
    if (!stripes[(int) (hash >>> STRIPE_SHIFT)].tryAcquire(hash, owner, false)) {
      return false;
    }
    owner.rows.add(hash);
    return true;
  }

  /**
   * Shares a table lock. Reentrant; nothing to do when the owner has it exclusively.
   *
   * @param owner who asks
   * @param resource the table
   * @param timeoutNs how long to wait at most; 0 fails at once when the lock is held
   * @throws io.ashlar.error.LockTimeoutException as {@link #lockRow}
   * @throws io.ashlar.error.DeadlockException as {@link #lockRow}
   * @throws io.ashlar.error.ClosedException as {@link #lockRow}
   */
  public void lockShared(LockOwner owner, long resource, long timeoutNs) {
    TableLock lock = lockOf(resource);
    if (owner.tables.find(lock) >= 0) {
      return;
    }
    owner.tables.reserve();
    if (!lock.tryShared()) {
      owner.waitKey = resource;
      owner.waitExclusive = false;
      await(owner, lock, timeoutNs);
    }
    owner.tables.add(lock, false);
  }

  /**
   * Takes a table lock for the owner alone. Reentrant. An owner that shares it already waits until
   * it is the only sharer, ahead of all others in the queue.
   *
   * @param owner who asks
   * @param resource the table
   * @param timeoutNs how long to wait at most; 0 fails at once when the lock is held
   * @throws io.ashlar.error.LockTimeoutException as {@link #lockRow}
   * @throws io.ashlar.error.DeadlockException as {@link #lockRow}; also when two sharers ask
   * @throws io.ashlar.error.ClosedException as {@link #lockRow}
   */
  public void lockExclusive(LockOwner owner, long resource, long timeoutNs) {
    TableLock lock = lockOf(resource);
    int held = owner.tables.find(lock);
    if (owner.tables.exclusive(held)) {
      return;
    }
    owner.tables.reserve();
    if (!lock.tryExclusive(owner.tables.shared(held))) {
      owner.waitKey = resource;
      owner.waitExclusive = true;
      await(owner, lock, timeoutNs);
    }
    owner.tables.add(lock, true);
  }

  private TableLock lockOf(long resource) {
    return KeyLocks.isKey(resource) ? keys.get(resource) : tables.get(resource);
  }

  private void await(LockOwner owner, WaitQueue queue, long timeoutNs) {
    if (timeoutNs == 0) {
      // Not by way of the graph: who does not wait closes no cycle.
      timeouts.increment();
      LockOwner holder = queue.rowHolder(owner.waitKey);
      throw new LockTimeoutException(
          "The lock is held, and the transaction does not wait for it.",
          "transaction",
          owner.id(),
          "lock",
          queue.describe(owner),
          "holder",
          holder == null ? "unknown" : holder.id());
    }
    long begunNs = System.nanoTime();
    WaitStop stop = owner.stop();
    if (stop != null) {
      stop.waiting(owner);
    }
    try {
      graph.await(owner, queue, timeoutNs);
    } catch (DeadlockException e) {
      deadlocks.increment();
      throw e;
    } catch (LockTimeoutException e) {
      timeouts.increment();
      throw e;
    } finally {
      if (stop != null) {
        stop.waited(owner);
      }
      long durationNs = System.nanoTime() - begunNs;
      waits.increment();
      waitNs.add(durationNs);
      owner.countWait(durationNs);
    }
  }

  /**
   * Names the lock of a key that others reference. It says that the key is there, or that it is
   * not, whatever becomes of the row besides. Keys may have the same lock.
   *
   * @param hash the key's hash
   * @return what {@link #lockShared} and {@link #lockExclusive} are asked for
   */
  public static long keyResource(long hash) {
    return KeyLocks.resource(hash);
  }

  /**
   * Gives back all locks of an owner and wakes those who are next. Idempotent. Called by one thread
   * at a time, not necessarily one that has acquired.
   *
   * @param owner who held them
   */
  public void releaseAll(LockOwner owner) {
    HeldRows rows = owner.rows;
    for (int i = 0; i < rows.size(); i++) {
      long hash = rows.hash(i);
      LockSupport.unpark(stripes[(int) (hash >>> STRIPE_SHIFT)].release(hash, owner));
    }
    rows.clear();
    HeldTables held = owner.tables;
    for (int i = 0; i < held.size(); i++) {
      TableLock lock = held.lock(i);
      if (held.exclusive(i)) {
        lock.releaseExclusive();
      }
      if (held.shared(i)) {
        lock.releaseShared();
      }
    }
    held.clear();
  }

  /**
   * Row locks held now, for tests and reports.
   *
   * @return the number, read stripe by stripe
   */
  public int heldRowLocks() {
    int held = 0;
    for (RowStripe stripe : stripes) {
      held += stripe.size();
    }
    return held;
  }

  /**
   * What waiting has cost since the table was made.
   *
   * @return the counters, read one after the other; allocates
   */
  public LockStatistics statistics() {
    return new LockStatistics(waits.sum(), waitNs.sum(), deadlocks.sum(), timeouts.sum());
  }

  /**
   * Transactions that wait for a lock now.
   *
   * @return the number
   */
  public int waiters() {
    return graph.waiters();
  }

  /**
   * Whether nobody holds or waits for anything.
   *
   * @return true when so
   */
  public boolean idle() {
    return heldRowLocks() == 0 && waiters() == 0 && tables.allIdle() && keys.allIdle();
  }
}
