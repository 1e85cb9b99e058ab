package io.ashlar.rows.entry;

import io.ashlar.rows.catalog.CheckDefinition;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.MaxLength;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.predicate.Condition;
import io.ashlar.rows.predicate.NotExpired;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.row.RowSource;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Judges rows by the check constraints of their table, by the greatest lengths of its columns, by
 * its rule of expiry and by the predicates of its partial indexes. They are compiled once for each
 * definition; judging allocates nothing, except for decimals. One owner at a time.
 */
public final class RowJudge {

  /** What {@link #violated} gives for a row that meets all checks. */
  public static final int NONE = -1;

  private TableDefinition table;
  private RowSource source;
  private Condition[] conditions = new Condition[0];

  /** By the place of the index among those that are maintained; null for one of all rows. */
  private Condition[] indexed = new Condition[0];

  /** Null where rows do not expire. */
  private NotExpired live;

  /** A judge that stands for no table yet. */
  public RowJudge() {}

  /**
   * Takes the checks and partial indexes of a definition. Does nothing when it is the one taken
   * last.
   *
   * @param definition the definition
   * @throws io.ashlar.error.SchemaException when a predicate does not fit its columns
   */
  public void use(TableDefinition definition) {
    if (definition == table || (table != null && isSame(definition))) {
      return;
    }
    List<CheckDefinition> checks = definition.checks();
    Condition[] compiled = new Condition[checks.size()];
    PredicateCompiler compiler = new PredicateCompiler(definition, new Parameters());
    for (int i = 0; i < compiled.length; i++) {
      compiled[i] = compiler.compile(checks.get(i).predicate()).whole();
    }
    List<IndexDefinition> indexes = definition.maintained();
    Condition[] partial = new Condition[indexes.size()];
    for (int i = 0; i < partial.length; i++) {
      if (indexes.get(i).isPartial()) {
        partial[i] = compiler.compile(indexes.get(i).predicate()).whole();
      }
    }
    live = definition.expiry() == null ? null : new NotExpired(definition);
    source = new RowSource(definition, null);
    conditions = compiled;
    indexed = partial;
    table = definition;
  }

  /** Whether it is the same table at the same epoch, perhaps another partition of it. */
  @SuppressWarnings("ReferenceEquality") // partitions share the list
  private boolean isSame(TableDefinition definition) {
    return definition.id() == table.id()
        && definition.epoch() == table.epoch()
        && definition.columns() == table.columns();
  }

  /**
   * Judges one row. Unknown passes, as in SQL.
   *
   * @param key holds the row key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param row holds the row, in any layout of the table, from byte 0 on
   * @param rowLength its bytes
   * @return the first check that is false, as an index in the definition's checks, or {@link #NONE}
   */
  public int violated(
      DirectBuffer key, int keyOffset, int keyLength, DirectBuffer row, int rowLength) {
    source.wrap(key, keyOffset, keyLength, row, rowLength);
    for (int i = 0; i < conditions.length; i++) {
      if (conditions[i].evaluate(source) == Condition.FALSE) {
        return i;
      }
    }
    return NONE;
  }

  /**
   * Looks for a value that is longer than its column allows.
   *
   * @param key holds the row key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param row holds the row, in any layout of the table, from byte 0 on
   * @param rowLength its bytes
   * @return the ordinal of the first such column, or {@link #NONE}
   */
  public int overlong(
      DirectBuffer key, int keyOffset, int keyLength, DirectBuffer row, int rowLength) {
    source.wrap(key, keyOffset, keyLength, row, rowLength);
    for (int ordinal : table.limitedColumns()) {
      ColumnDefinition column = table.columns().get(ordinal);
      if (!source.isNull(ordinal) && MaxLength.exceeded(column, source, ordinal)) {
        return ordinal;
      }
    }
    return NONE;
  }

  /**
   * Whether a row has expired, in a table whose rows can.
   *
   * @param key holds the row key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param row holds the row, in any layout of the table, from byte 0 on
   * @param rowLength its bytes
   * @param now the time, in microseconds since 1970
   * @return true when it has
   */
  public boolean isExpired(
      DirectBuffer key, int keyOffset, int keyLength, DirectBuffer row, int rowLength, long now) {
    source.wrap(key, keyOffset, keyLength, row, rowLength);
    live.judgeAt(now);
    return !live.selects(source);
  }

  /**
   * Whether a row belongs into a partial index. Unknown does not, as in a query.
   *
   * @param index a partial index of the definition, published or not
   * @param key holds the row key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param row holds the row, in any layout of the table
   * @param rowOffset where it starts
   * @param rowLength its bytes
   * @return true when the predicate of the index is true for the row
   * @throws io.ashlar.error.ConstraintException when the predicate computes a number that
   *     overflows, or divides by zero
   */
  public boolean isIndexed(
      IndexDefinition index,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer row,
      int rowOffset,
      int rowLength) {
    Condition condition = null;
    for (int i = 0; i < indexed.length; i++) {
      condition = table.maintained().get(i).id() == index.id() ? indexed[i] : condition;
    }
    assert condition != null : "the index is partial, and one of the definition";
    source.wrap(key, keyOffset, keyLength, row, rowOffset, rowLength);
    return condition.selects(source);
  }
}
