package io.ashlar.sql.plan;

import io.ashlar.query.Column;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.bind.View;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Call;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The columns of a result: a select list, or what RETURNING names. */
final class SelectList {

  /** What a column is called that has no name. */
  private static final String UNNAMED = "?column?";

  private final Binding binding;
  private final ExpressionBinder expressions;
  private final List<ResultColumn> columns = new ArrayList<>();
  private final List<Scalar> scalars = new ArrayList<>();
  private final List<Expression> written = new ArrayList<>();

  /** Whether literals stay what they are until it is known what they meet. */
  private final boolean open;

  SelectList(Binding binding, ExpressionBinder expressions, boolean open) {
    this.open = open;
    this.binding = binding;
    this.expressions = expressions;
  }

  List<ResultColumn> columns() {
    return columns;
  }

  List<Scalar> scalars() {
    return scalars;
  }

  /** The number of the column of an alias; -1 when there is none or several. */
  int aliased(Identifier name) {
    List<String> names = columns.stream().map(ResultColumn::name).toList();
    return NameMatch.indexOf(name, names);
  }

  /** What a column was written as; for one that a star stands for, as it could have been. */
  Expression written(int column) {
    return written.get(column);
  }

  void add(List<QueryBody.SelectItem> items) {
    for (QueryBody.SelectItem item : items) {
      if (item instanceof QueryBody.AllColumns) {
        addAll(item.offset());
      } else if (item instanceof QueryBody.TableColumns all) {
        List<Identifier> parts = all.table().parts();
        addNamed(expressions.scope().columns(expressions.scope().source(last(parts))));
      } else {
        QueryBody.Column column = (QueryBody.Column) item;
        add(column.value(), column.alias().isPresent() ? column.alias().get().text() : null);
      }
    }
  }

  private void addAll(int offset) {
    if (expressions.scope().sources().isEmpty()) {
      throw binding.fault(
          SqlState.SYNTAX_ERROR, offset, "There is no table whose columns a star could stand for.");
    }
    addNamed(expressions.scope().view().columns());
  }

  private void addNamed(List<View.Named> named) {
    named.forEach(column -> add(expressions.scope().valueOf(column), column.name()));
  }

  private void add(Expression value, String alias) {
    Scalar scalar = expressions.bind(value, SqlType.TEXT);
    if (scalar.type().kind() == SqlKind.UNKNOWN && !open) {
      scalar = Casts.implicit(scalar, SqlType.TEXT, binding.context());
    }
    String name = alias == null ? name(value) : alias;
    columns.add(origin(name, scalar.type(), expressions.scope().columnOf(value)));
    scalars.add(scalar);
    written.add(value);
  }

  /** A column with where it comes from, if that is a table. */
  private ResultColumn origin(String name, SqlType type, View.Named named) {
    if (named != null) {
      Source source = expressions.scope().sources().get(named.source());
      Column column = source.columns().get(named.column()).column();
      if (column != null) {
        return new ResultColumn(name, type, column.table(), column.name(), source.isOptional());
      }
    }
    return new ResultColumn(name, type, null, null);
  }

  private static Identifier last(List<Identifier> parts) {
    return parts.get(parts.size() - 1);
  }

  private static String name(Expression value) {
    if (value instanceof Expression.ColumnReference reference) {
      return last(reference.name().parts()).text();
    }
    if (value instanceof Call.FunctionCall call) {
      return last(call.name().parts()).text();
    }
    if (value instanceof Expression.Cast cast) {
      return name(cast.operand()).equals(UNNAMED) ? cast.type().name() : name(cast.operand());
    }
    if (value instanceof Call.CurrentValue current) {
      return current.kind().name().toLowerCase(Locale.ROOT);
    }
    return value instanceof Expression.Case ? "case" : UNNAMED;
  }
}
