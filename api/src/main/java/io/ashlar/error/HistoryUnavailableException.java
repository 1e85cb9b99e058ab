package io.ashlar.error;

import java.io.Serial;

/**
 * The time that was asked for cannot be read: the table keeps no history, had not begun to keep it,
 * keeps it no longer, or the time lies beyond what is acknowledged. Ask for another time, or read
 * the newest state.
 */
public final class HistoryUnavailableException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * With facts.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public HistoryUnavailableException(String sentence, Object... keyValues) {
    super(sentence, null, keyValues);
  }
}
