package io.ashlar.sql.plan;

import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.Project;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.join.Concatenation;
import io.ashlar.sql.join.SetOperation;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans UNION, EXCEPT and INTERSECT: every column has the type that those of all sides have in
 * common, and the name that it has in the first.
 */
final class SetPlanner {

  private final Binding binding;
  private final QueryBody.SetOperation operation;
  private final List<PlannedQuery> sides;
  private final List<SqlType> types = new ArrayList<>();

  SetPlanner(Binding binding, QueryBody.SetOperation operation, List<PlannedQuery> sides) {
    this.binding = binding;
    this.operation = operation;
    this.sides = sides;
  }

  PlannedQuery plan() {
    checkWidths();
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < sides.get(0).columns().size(); i++) {
      int column = i;
      SqlType type = common(sides.stream().map(side -> side.columns().get(column).type()).toList());
      types.add(type);
      columns.add(new ResultColumn(sides.get(0).columns().get(i).name(), type, null, null));
    }
    Frame frame = new Frame(types.size());
    RowSource rows = projected(sides.get(0), frame);
    for (int i = 0; i < operation.branches().size(); i++) {
      rows = combined(rows, operation.branches().get(i), projected(sides.get(i + 1), frame), frame);
    }
    return new PlannedQuery(rows, frame, columns);
  }

  private void checkWidths() {
    int width = sides.get(0).columns().size();
    for (int i = 1; i < sides.size(); i++) {
      QueryBody.Branch branch = operation.branches().get(i - 1);
      if (sides.get(i).columns().size() != width) {
        throw binding.fault(
            SqlState.SYNTAX_ERROR,
            branch.body().offset(),
            "All sides of a set operation have as many columns.",
            "columns",
            sides.get(i).columns().size(),
            "expected",
            width);
      }
    }
  }

  private SqlType common(List<SqlType> of) {
    String name = operation.branches().get(0).kind().name();
    try {
      return TypeTable.common(name, of);
    } catch (SqlException fault) {
      throw binding.placed(fault, operation.branches().get(0).offset());
    }
  }

  private RowSource projected(PlannedQuery side, Frame frame) {
    List<Scalar> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Scalar column = ColumnReference.of(side.columns().get(i).type(), i);
      columns.add(Casts.implicit(column, types.get(i), binding.context()));
    }
    return new Project(side.rows(), columns, side.frame(), frame);
  }

  private RowSource combined(
      RowSource left, QueryBody.Branch branch, RowSource right, Frame frame) {
    if (branch.kind() == QueryBody.SetKind.UNION) {
      RowSource both = new Concatenation(List.of(left, right));
      return branch.all()
          ? both
          : new SetOperation(
              both, null, SetOperation.Kind.DISTINCT, false, types, frame, binding.reading());
    }
    SetOperation.Kind kind =
        branch.kind() == QueryBody.SetKind.EXCEPT
            ? SetOperation.Kind.EXCEPT
            : SetOperation.Kind.INTERSECT;
    return new SetOperation(left, right, kind, branch.all(), types, frame, binding.reading());
  }
}
