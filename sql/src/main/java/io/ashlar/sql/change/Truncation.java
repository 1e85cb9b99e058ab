package io.ashlar.sql.change;

import io.ashlar.Delete;
import io.ashlar.transaction.Transaction;
import java.util.List;

/** Deletes all rows of tables, one after the other, within the transaction as any other change. */
public final class Truncation extends Change {

  private final List<Delete> tables;

  /**
   * Planned.
   *
   * @param tables a statement for each, which selects all rows
   */
  public Truncation(List<Delete> tables) {
    this.tables = tables;
  }

  @Override
  public long run(Transaction transaction) {
    tables.forEach(table -> table.execute(transaction));
    return 0;
  }

  @Override
  public boolean isAtomic() {
    return tables.size() == 1;
  }
}
