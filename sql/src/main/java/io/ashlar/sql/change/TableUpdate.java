package io.ashlar.sql.change;

import io.ashlar.Update;
import io.ashlar.sql.access.GivenLimits;
import io.ashlar.sql.access.Operands;
import io.ashlar.sql.execute.Limit;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.Transaction;

/** An UPDATE that the table carries out by itself. */
public final class TableUpdate extends Change {

  private final GivenLimits limits;
  private final Update update;
  private final Operands operands;
  private final Scalar count;

  /** What the statement was told last. */
  private long told = Long.MAX_VALUE;

  /**
   * Planned.
   *
   * @param update with its predicate, and columns set to parameters and expressions
   * @param operands its parameters
   * @param count how many rows at most, a BIGINT that reads no frame; null for all
   * @param reading of the session
   */
  public TableUpdate(Update update, Operands operands, Scalar count, Reading reading) {
    this.limits = new GivenLimits(reading);
    this.update = update;
    this.operands = operands;
    this.count = count;
  }

  @Override
  public long run(Transaction transaction) {
    limits.limit(update);
    long rows = Limit.number(count, Long.MAX_VALUE, "LIMIT");
    if (rows != told) {
      update.limit(rows);
      told = rows;
    }
    operands.bindTo(update, null);
    return update.execute(transaction);
  }
}
