package io.ashlar.txn.cursor;

import io.ashlar.error.RetryableException;

/** The transaction as its cursors know it; asked by who is inside of it. */
public interface CursorOwner {

  /**
   * Names the transaction; none that is under way has the same.
   *
   * @return its id
   */
  long id();

  /**
   * Checks that a transaction is under way.
   *
   * @throws io.ashlar.error.ClosedException when it has ended
   */
  void requireActive();

  /**
   * Looks at the limits of the transaction before a move, while there are any.
   *
   * @throws io.ashlar.error.CancelledException when it was cancelled, which has ended it
   * @throws io.ashlar.error.DeadlineExceededException when its time is over, likewise
   */
  void judgeMove();

  /**
   * Ends the transaction for a failure that a move has met.
   *
   * @param failure what the store has thrown
   * @return the failure, for the cursor to throw
   */
  RetryableException failed(RetryableException failure);
}
