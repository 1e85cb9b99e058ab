package io.ashlar.error;

import java.io.Serial;

/**
 * The transaction would have waited for a lock whose holder waits, directly or through others, for
 * this transaction. The facts name the transactions of the cycle.
 */
public final class DeadlockException extends RetryableException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * With facts.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public DeadlockException(String sentence, Object... keyValues) {
    super(sentence, null, keyValues);
  }

  /**
   * With a cause and facts.
   *
   * @param cause what led to this
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public DeadlockException(Throwable cause, String sentence, Object... keyValues) {
    super(sentence, cause, keyValues);
  }
}
