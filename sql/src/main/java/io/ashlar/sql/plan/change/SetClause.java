package io.ashlar.sql.plan.change;

import io.ashlar.Table;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import java.util.ArrayList;
import java.util.List;

/** The columns that SET names, each once, and what they become. */
final class SetClause {

  private final Binding binding;
  private final Table table;
  private final IdentityRule identity;
  private final AssignedColumns columns;
  private final List<Setting> settings = new ArrayList<>();

  /**
   * A column and what it is set to.
   *
   * @param index its number in the table
   * @param value null where a query gives it
   * @param query gives it, and perhaps others; null where an expression does
   * @param place the number of the query's column
   * @param offset where that stands
   */
  record Setting(
      Source.SourceColumn column,
      int index,
      Expression value,
      Query query,
      int place,
      int offset) {}

  SetClause(Binding binding, Table table, List<DataStatement.Assignment> assignments) {
    this.binding = binding;
    this.table = table;
    this.identity = new IdentityRule(binding, table, DataStatement.Overriding.UNSAID);
    this.columns = new AssignedColumns(binding, table.name(), Tables.columns(table));
    assignments.forEach(this::add);
  }

  List<Setting> settings() {
    return settings;
  }

  private void add(DataStatement.Assignment assignment) {
    if (assignment instanceof DataStatement.SetColumn set) {
      add(set.column(), set.value());
    } else if (assignment instanceof DataStatement.SetColumns set) {
      requireWidth(set.columns().size(), set.values().size(), set.offset());
      for (int i = 0; i < set.columns().size(); i++) {
        add(set.columns().get(i), set.values().get(i));
      }
    } else {
      DataStatement.SetFromQuery set = (DataStatement.SetFromQuery) assignment;
      for (int i = 0; i < set.columns().size(); i++) {
        Source.SourceColumn column = columns.column(last(set.columns().get(i)));
        identity.requireFree(column, set.offset());
        settings.add(
            new Setting(column, index(column), null, set.query(), i, set.query().offset()));
      }
    }
  }

  private void add(QualifiedName name, Expression value) {
    Source.SourceColumn column = columns.column(last(name));
    if (!(value instanceof Expression.DefaultValue)) {
      identity.requireFree(column, value.offset());
    }
    settings.add(new Setting(column, index(column), value, null, 0, value.offset()));
  }

  private int index(Source.SourceColumn column) {
    return Tables.columns(table).stream()
        .map(Source.SourceColumn::name)
        .toList()
        .indexOf(column.name());
  }

  private void requireWidth(int named, int values, int offset) {
    if (named != values) {
      throw binding.fault(
          SqlState.SYNTAX_ERROR,
          offset,
          "There are as many values as columns.",
          "values",
          values,
          "columns",
          named);
    }
  }

  private static Identifier last(QualifiedName name) {
    return name.parts().get(name.parts().size() - 1);
  }

  /** Of one setting that an expression gives, what computes it. */
  Scalar value(Setting setting, ExpressionBinder expressions) {
    if (setting.value instanceof Expression.DefaultValue) {
      return NewRows.defaultOf(binding, table, setting.column);
    }
    Scalar scalar = expressions.stored(setting.value, setting.column.type());
    return GivenRows.stored(binding, scalar, setting.column, setting.offset);
  }

  /** What computes all, to be evaluated in this order. */
  List<Scalar> values(ExpressionBinder expressions) {
    List<Scalar> values = new ArrayList<>();
    List<Scalar> row = List.of();
    for (Setting setting : settings) {
      if (setting.query == null) {
        values.add(value(setting, expressions));
        continue;
      }
      if (setting.place == 0) {
        row = row(setting, expressions);
      }
      values.add(GivenRows.stored(binding, row.get(setting.place), setting.column, setting.offset));
    }
    return values;
  }

  private List<Scalar> row(Setting first, ExpressionBinder expressions) {
    int at = settings.indexOf(first);
    int named = 1;
    while (at + named < settings.size() && settings.get(at + named).place > 0) {
      named++;
    }
    List<Scalar> row = expressions.row(first.query);
    requireWidth(named, row.size(), first.offset);
    return row;
  }
}
