package io.ashlar.error;

import java.io.Serial;

/**
 * A continuation cannot be used here: it is damaged, of a newer version, or of another statement or
 * state. The fact {@code reason} says which. Nothing was read; the scan can be begun anew.
 */
public final class ContinuationException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * With facts.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public ContinuationException(String sentence, Object... keyValues) {
    super(sentence, null, keyValues);
  }

  /**
   * With a cause and facts.
   *
   * @param cause what led to this
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public ContinuationException(Throwable cause, String sentence, Object... keyValues) {
    super(sentence, cause, keyValues);
  }
}
