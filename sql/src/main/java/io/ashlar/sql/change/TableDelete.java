package io.ashlar.sql.change;

import io.ashlar.Delete;
import io.ashlar.sql.access.GivenLimits;
import io.ashlar.sql.access.Operands;
import io.ashlar.sql.execute.Limit;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.Transaction;

/** A DELETE that the table carries out by itself. */
public final class TableDelete extends Change {

  private final GivenLimits limits;
  private final Delete delete;
  private final Operands operands;
  private final Scalar count;

  /** What the statement was told last. */
  private long told = Long.MAX_VALUE;

  /**
   * Planned.
   *
   * @param delete with its predicate
   * @param operands its parameters
   * @param count how many rows at most, a BIGINT that reads no frame; null for all
   * @param reading of the session
   */
  public TableDelete(Delete delete, Operands operands, Scalar count, Reading reading) {
    this.limits = new GivenLimits(reading);
    this.delete = delete;
    this.operands = operands;
    this.count = count;
  }

  @Override
  public long run(Transaction transaction) {
    limits.limit(delete);
    long rows = Limit.number(count, Long.MAX_VALUE, "LIMIT");
    if (rows != told) {
      delete.limit(rows);
      told = rows;
    }
    operands.bindTo(delete, null);
    return delete.execute(transaction);
  }
}
