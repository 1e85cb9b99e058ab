package io.ashlar.error;

import java.io.Serial;

/**
 * A row has another version than the statement was told to expect: it was changed since the caller
 * read it. The statement has changed nothing; the transaction goes on. Not retryable: who knows the
 * expected version must read the row again and decide anew.
 */
public final class VersionMismatchException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * With facts.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public VersionMismatchException(String sentence, Object... keyValues) {
    super(sentence, null, keyValues);
  }
}
