package io.ashlar.error;

import java.io.Serial;

/**
 * The queue of a writer had no room for a row, which was not taken or was dropped from it. The
 * facts tell how long its producer has waited. Submit it again later, or go without it.
 */
public final class WriterFullException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * With facts.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public WriterFullException(String sentence, Object... keyValues) {
    super(sentence, null, keyValues);
  }

  /**
   * With a cause and facts.
   *
   * @param cause what led to this
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public WriterFullException(Throwable cause, String sentence, Object... keyValues) {
    super(sentence, cause, keyValues);
  }
}
