package io.ashlar.error;

import java.io.Serial;

/**
 * A writer was closed, and did not write all rows that it had taken. The facts say how many; each
 * was or will be given to the handler of failed rows. The cause is what the store has said last, if
 * it refused.
 */
public final class RowsUnwrittenException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * With facts.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public RowsUnwrittenException(String sentence, Object... keyValues) {
    super(sentence, null, keyValues);
  }

  /**
   * With a cause and facts.
   *
   * @param cause what led to this
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public RowsUnwrittenException(Throwable cause, String sentence, Object... keyValues) {
    super(sentence, cause, keyValues);
  }
}
