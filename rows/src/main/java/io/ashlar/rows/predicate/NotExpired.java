package io.ashlar.rows.predicate;

import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ExpiryRule;
import java.util.BitSet;

/** True for rows that have not expired at a time that each run sets. One owner at a time. */
public final class NotExpired extends Condition {

  private final ExpiryRule rule;

  /** The column of the time, or that behind the last, which stands for the commit. */
  private final int ordinal;

  private final boolean byCommit;
  private long now;

  /**
   * For one definition of a table.
   *
   * @param table a table whose rows expire
   */
  public NotExpired(TableDefinition table) {
    rule = table.expiry();
    byCommit = rule.columnId() == ExpiryRule.BY_COMMIT;
    ordinal = byCommit ? table.columns().size() : table.ordinalOf(rule.columnId());
  }

  /**
   * Sets the time.
   *
   * @param micros microseconds since 1970
   */
  public void judgeAt(long micros) {
    now = micros;
  }

  @Override
  public int evaluate(ValueReader row) {
    if (byCommit) {
      long stamp = row.stamp();
      return of(stamp == 0 || !rule.isExpired(CommitTimestamp.micros(stamp), now));
    }
    return of(row.isNull(ordinal) || !rule.isExpired(row.word(ordinal), now));
  }

  /**
   * As a term of a predicate. That of a commit reads a column that there is not: entries of indexes
   * have stamps of their own, so nothing but the row covers it.
   */
  Conjunct term() {
    BitSet columns = new BitSet();
    columns.set(ordinal);
    return new Conjunct(this, columns, -1, null, null, null, "not expired", null);
  }
}
