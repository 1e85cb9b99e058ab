package io.ashlar.error;

import java.io.Serial;

/**
 * The store could not be opened: held by another process or another instance, not readable, not a
 * store, of a newer format, opened with options or system properties that do not fit, or in a JVM
 * that lets nobody load a native library. Nothing in the directory was changed.
 */
public final class StoreOpenException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * With facts.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public StoreOpenException(String sentence, Object... keyValues) {
    super(sentence, null, keyValues);
  }

  /**
   * With a cause and facts.
   *
   * @param cause what led to this
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public StoreOpenException(Throwable cause, String sentence, Object... keyValues) {
    super(sentence, cause, keyValues);
  }
}
