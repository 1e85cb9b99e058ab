package io.ashlar.rows.scan;

import io.ashlar.rows.catalog.CheckDefinition;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.Condition;
import io.ashlar.rows.predicate.NotExpired;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.table.RowJudge;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The checks and the predicates of the indexes of one definition, compiled, with the source that
 * they read rows through.
 */
final class CheckJudge implements RowJudge {

  private TableDefinition table;
  private RowSource source;
  private Condition[] conditions = new Condition[0];

  /** By the place of the index among those that are maintained; null for one of all rows. */
  private Condition[] indexed = new Condition[0];

  /** Null where rows do not expire. */
  private NotExpired live;

  CheckJudge() {}

  @Override
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

  @Override
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

  @Override
  public boolean isExpired(
      DirectBuffer key, int keyOffset, int keyLength, DirectBuffer row, int rowLength, long now) {
    source.wrap(key, keyOffset, keyLength, row, rowLength);
    live.judgeAt(now);
    return !live.selects(source);
  }

  @Override
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
