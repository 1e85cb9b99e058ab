package io.ashlar.transaction;

import io.ashlar.argument.Arguments;
import java.time.Duration;
import java.util.Optional;

/**
 * When one statement gives up, while its transaction goes on; given to {@link
 * LimitedStatement#limitedBy}. What {@link TransactionLimits} and {@link ReadTransaction#timeout}
 * say holds beside it, and ends the transaction. Immutable.
 */
public final class StatementLimits {

  private static final StatementLimits NONE = new StatementLimits(null, null, Optional.empty());

  private final String name;
  private final Duration timeout;

  /** As it is told, so that asking for it in each statement allocates nothing. */
  private final Optional<CancellationToken> token;

  private StatementLimits(String name, Duration timeout, Optional<CancellationToken> token) {
    this.name = name;
    this.timeout = timeout;
    this.token = token;
  }

  /**
   * No limits: to start from, and to take limits away.
   *
   * @return limits that end nothing
   */
  public static StatementLimits none() {
    return NONE;
  }

  /**
   * Names the statement in the errors that end it, as the fact {@code statement}.
   *
   * @param statement the name; without one it is that of the table
   * @return changed limits
   */
  public StatementLimits named(String statement) {
    return new StatementLimits(Arguments.given(statement, "statement"), timeout, token);
  }

  /**
   * Gives up when some time is over.
   *
   * @param time counted from each execution, fetch or opening; a cursor has it until its end, the
   *     time between its moves included. Zero or less is over at once
   * @return changed limits
   */
  public StatementLimits timeout(Duration time) {
    return new StatementLimits(name, Arguments.given(time, "time"), token);
  }

  /**
   * Gives up when a token is cancelled. It stays cancelled, so that every later run gives up at
   * once: a run that is to be cancelled for itself gets a token of its own.
   *
   * @param follow the token
   * @return changed limits
   */
  public StatementLimits cancelOn(CancellationToken follow) {
    return new StatementLimits(name, timeout, Optional.of(Arguments.given(follow, "follow")));
  }

  /**
   * The name.
   *
   * @return the name, if there is one
   */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /**
   * The time for each run.
   *
   * @return the timeout, if there is one
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * The token. Allocates nothing.
   *
   * @return the token, if there is one
   */
  public Optional<CancellationToken> token() {
    return token;
  }
}
