package io.ashlar.error;

import java.io.Serial;

/**
 * The store of a writer has refused its commits, as when the disk is full or the log has failed;
 * the cause tells why. The row was not taken, or a flush has not come to its end; what was taken is
 * kept and tried again. The writer recovers by itself once the store does.
 */
public final class WriterUnavailableException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * With facts.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public WriterUnavailableException(String sentence, Object... keyValues) {
    super(sentence, null, keyValues);
  }

  /**
   * With a cause and facts.
   *
   * @param cause what led to this
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public WriterUnavailableException(Throwable cause, String sentence, Object... keyValues) {
    super(sentence, cause, keyValues);
  }
}
