package io.ashlar.error;

import java.io.Serial;

/**
 * The commit may or may not be kept: the write-ahead log failed under it. Reopen the store and
 * look. Never retried automatically.
 */
public final class CommitOutcomeUnknownException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * With facts.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public CommitOutcomeUnknownException(String sentence, Object... keyValues) {
    super(sentence, null, keyValues);
  }

  /**
   * With a cause and facts.
   *
   * @param cause what led to this
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public CommitOutcomeUnknownException(Throwable cause, String sentence, Object... keyValues) {
    super(sentence, cause, keyValues);
  }
}
