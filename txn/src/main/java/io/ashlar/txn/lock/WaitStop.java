package io.ashlar.txn.lock;

/** Tells a transaction that waits for a lock to give up; asked whenever the waiter wakes up. */
public interface WaitStop {

  /**
   * Whether somebody has cancelled the work that the lock is for. Any thread.
   *
   * @return true from then on
   */
  boolean cancelled();

  /**
   * A wait begins: from here on a cancellation has to {@linkplain LockOwner#wake wake} the owner.
   *
   * @param owner who waits
   */
  void waiting(LockOwner owner);

  /**
   * The wait has ended.
   *
   * @param owner who waited
   */
  void waited(LockOwner owner);
}
