package io.ashlar.sql.define;

import io.ashlar.query.Column;
import io.ashlar.query.Predicate;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.FrameLayout;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.lower.PredicateLowering;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Conditions that a definition stores: of CHECK and of partial indexes. */
final class ConditionDefiner {

  private static final int UNBOUND = 0;

  private final Binding binding;
  private final ExpressionBinder expressions;
  private final PredicateLowering lowering;

  /** Over the columns of a table, by name, as they are declared. */
  ConditionDefiner(Binding binding, String table, Map<String, SqlType> columns) {
    this.binding = binding;
    Scope scope = new Scope(binding);
    List<Source.SourceColumn> all = new ArrayList<>();
    columns.forEach(
        (name, type) ->
            all.add(
                new Source.SourceColumn(
                    name, type, Column.of(UNBOUND, "", 0, name, type.columnType().orElseThrow()))));
    scope.add(new Source(table, all, new FrameLayout()), 0);
    this.expressions = new ExpressionBinder(binding, scope);
    this.lowering = PredicateLowering.ofConstants(expressions);
  }

  Predicate predicate(Expression condition) {
    expressions.condition(condition);
    Predicate predicate = lowering.lower(condition);
    if (predicate == null) {
      throw binding.unsupported(condition.offset(), "this condition in a definition");
    }
    return predicate;
  }
}
