package io.ashlar.error;

import java.io.Serial;

/**
 * The transaction lost against another one, or against the clock, and may succeed when run again
 * from its beginning. It has been rolled back; nothing of it was kept.
 */
public abstract class RetryableException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * For subclasses.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param cause what led to this, or null
   * @param keyValues the facts: key, value, key, value
   */
  protected RetryableException(String sentence, Throwable cause, Object... keyValues) {
    super(sentence, cause, keyValues);
  }
}
