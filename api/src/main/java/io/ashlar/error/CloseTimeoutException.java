package io.ashlar.error;

import java.io.Serial;

/**
 * A close has waited as long as it may for a call that is still inside, and has freed nothing that
 * the call may use. Nobody is let in any more; closing again waits again, and frees once the call
 * has come back. The facts name the gate that is held and the threads that were seen in code that
 * may hold it: some of them may hold nothing, and virtual threads are not seen.
 */
public final class CloseTimeoutException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * With facts.
   *
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   */
  public CloseTimeoutException(String sentence, Object... keyValues) {
    super(sentence, null, keyValues);
  }
}
