package io.ashlar.sql.access;

import io.ashlar.sql.execute.Reading;
import io.ashlar.transaction.LimitedStatement;
import io.ashlar.transaction.StatementLimits;

/** Gives one statement of a table the limits of the session's, when they have changed. */
public final class GivenLimits {

  private final Reading reading;
  private StatementLimits given = StatementLimits.none();

  /**
   * For one statement of a table.
   *
   * @param reading says what the limits are
   */
  public GivenLimits(Reading reading) {
    this.reading = reading;
  }

  /**
   * Has the statement give up when the session's does. Allocates only when that has changed.
   *
   * @param statement always the same, but after {@link #renew}
   */
  public void limit(LimitedStatement<?> statement) {
    if (given != reading.limits()) {
      given = reading.limits();
      statement.limitedBy(given);
    }
  }

  /** The statement will be another one, without limits. */
  void renew() {
    given = StatementLimits.none();
  }
}
