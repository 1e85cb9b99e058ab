package io.ashlar.rows.session;

import io.ashlar.transaction.CancellationToken;
import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import io.ashlar.txn.limit.CancelSignal;

/** The {@link CancellationToken} that users hold. */
public final class CancellationHandle implements CancellationToken {

  private final CancelSignal signal = new CancelSignal();

  /** A token that is not cancelled. */
  public CancellationHandle() {}

  /**
   * The signal behind a token that a user passes.
   *
   * @param token the token
   * @return its signal
   * @throws IllegalUseException when it is null, or of another implementation
   */
  public static CancelSignal signalOf(CancellationToken token) {
    if (token instanceof CancellationHandle handle) {
      return handle.signal;
    }
    Arguments.requireGiven(token, "token");
    throw new IllegalUseException("The cancellation token was not made by create.");
  }

  @Override
  public void cancel() {
    signal.cancel();
  }

  @Override
  public boolean isCancelled() {
    return signal.cancelled();
  }
}
