package io.ashlar.transaction;

import io.ashlar.argument.Arguments;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When {@link io.ashlar.Database#transact} gives up: all runs of the body, the pauses between them,
 * waits for locks and the way to the commit together. Immutable.
 *
 * <pre>{@code
 * db.transact(TransactionLimits.none().timeout(Duration.ofSeconds(2)), tx -> { ... });
 * }</pre>
 */
public final class TransactionLimits {

  private static final TransactionLimits NONE = new TransactionLimits(null, null, null);

  private final Duration timeout;
  private final Instant deadline;
  private final CancellationToken token;

  private TransactionLimits(Duration timeout, Instant deadline, CancellationToken token) {
    this.timeout = timeout;
    this.deadline = deadline;
    this.token = token;
  }

  /**
   * No limits: to start from.
   *
   * @return limits that end nothing
   */
  public static TransactionLimits none() {
    return NONE;
  }

  /**
   * Gives up when some time is over.
   *
   * @param time counted from the call of {@code transact}; zero or less is over at once
   * @return changed limits
   */
  public TransactionLimits timeout(Duration time) {
    return new TransactionLimits(Arguments.given(time, "time"), deadline, token);
  }

  /**
   * Gives up at a time of the wall clock, which is compared once, when {@code transact} is called:
   * a clock that is set later changes nothing.
   *
   * @param time when; the past is over at once
   * @return changed limits; where there is a timeout, too, the earlier counts
   */
  public TransactionLimits deadline(Instant time) {
    return new TransactionLimits(timeout, Arguments.given(time, "time"), token);
  }

  /**
   * Gives up when a token is cancelled.
   *
   * @param follow the token
   * @return changed limits
   */
  public TransactionLimits cancelOn(CancellationToken follow) {
    return new TransactionLimits(timeout, deadline, Arguments.given(follow, "follow"));
  }

  /**
   * The time that is left if the work begins now.
   *
   * @return the lesser of timeout and deadline, or empty without either
   */
  public Optional<Duration> timeLeft() {
    if (deadline == null) {
      return Optional.ofNullable(timeout);
    }
    Duration left = Duration.between(Instant.now(), deadline);
    return Optional.of(timeout == null || left.compareTo(timeout) < 0 ? left : timeout);
  }

  /**
   * The token.
   *
   * @return the token, if there is one
   */
  public Optional<CancellationToken> token() {
    return Optional.ofNullable(token);
  }
}
