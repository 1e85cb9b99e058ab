package io.ashlar.rows.walk;

import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import java.lang.invoke.VarHandle;

/**
 * Judges failures of who reads from a walk. When another thread has ended the transaction, or
 * undone the writes that a cursor stood on, there is no key any more, and what was found in its
 * place says nothing: neither that a row is damaged nor that somebody has misused a cursor.
 */
public final class LostGround {

  private LostGround() {}

  /**
   * The failure, where the walk still has its ground.
   *
   * @param requireGround asks the walk
   * @throws io.ashlar.error.ClosedException instead of the failure, where it has not
   */
  public static RuntimeException judged(Runnable requireGround, RuntimeException failure) {
    if (failure instanceof CorruptionException
        || failure instanceof IllegalUseException
        || failure instanceof IndexOutOfBoundsException
        || failure instanceof NullPointerException) {
      // What was found was written after the transaction had ended.
      VarHandle.loadLoadFence();
      requireGround.run();
    }
    return failure;
  }
}
