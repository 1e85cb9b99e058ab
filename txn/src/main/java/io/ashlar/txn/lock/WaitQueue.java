package io.ashlar.txn.lock;

/** What an owner can wait in: a stripe of row locks or a table lock. */
interface WaitQueue {

  /**
   * Takes the lock that the owner asks for, or queues the owner for it. Called under the graph's
   * monitor, with the owner's wait fields set.
   *
   * @return true when the lock was granted at once
   */
  boolean enqueue(LockOwner owner);

  /**
   * Takes a waiting owner out of the queue.
   *
   * @return false when the lock has been granted meanwhile; the owner then holds it
   */
  boolean abandon(LockOwner owner);

  /**
   * Called by a waiter that has woken up, for whatever reason: takes the lock if it is free.
   *
   * @return whether the owner holds the lock now
   */
  boolean retry(LockOwner owner);

  /** The owner that holds the row lock waited for, or null; always null for table locks. */
  LockOwner rowHolder(long hash);

  /** Describes the lock for an error. */
  String describe(LockOwner waiter);
}
