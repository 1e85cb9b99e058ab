package io.ashlar.error;

import java.io.Serial;

/**
 * The deadline of a transaction has passed before its commit was ordered. The transaction is rolled
 * back, its locks are released and nothing of it was kept. It is not run again by itself: give up,
 * or begin anew with more time.
 *
 * <p>With the fact {@code statement}: the time of one statement is over that had {@linkplain
 * io.ashlar.transaction.LimitedStatement limits of its own}. That alone is undone, and the
 * transaction goes on.
 */
public final class DeadlineExceededException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * With facts.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public DeadlineExceededException(String sentence, Object... keyValues) {
    super(sentence, null, keyValues);
  }

  /**
   * With a cause and facts.
   *
   * @param cause what led to this
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public DeadlineExceededException(Throwable cause, String sentence, Object... keyValues) {
    super(sentence, cause, keyValues);
  }
}
