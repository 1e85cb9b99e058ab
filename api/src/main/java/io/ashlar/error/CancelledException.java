package io.ashlar.error;

import java.io.Serial;

/**
 * Somebody has cancelled the work. The transaction is rolled back, its locks are released and
 * nothing of it was kept; it is not run again by itself, because nobody waits for it any more.
 *
 * <p>With the fact {@code statement}: one statement was cancelled that had {@linkplain
 * io.ashlar.transaction.LimitedStatement limits of its own}. That alone is undone, and the
 * transaction goes on.
 */
public final class CancelledException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * With facts.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public CancelledException(String sentence, Object... keyValues) {
    super(sentence, null, keyValues);
  }

  /**
   * With a cause and facts.
   *
   * @param cause what led to this
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public CancelledException(Throwable cause, String sentence, Object... keyValues) {
    super(sentence, cause, keyValues);
  }
}
