package io.ashlar.sql.bind;

import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.Call;
import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.TableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns that USING and NATURAL make of two: first in the view of the join, then what is left
 * of the left side, then of the right. Such a column is that of the side whose rows all come, and
 * in a full join the one of the two that is there.
 */
public final class MergedColumns {

  private final Binding binding;
  private final Scope scope;
  private final List<Expression> equalities = new ArrayList<>();

  /**
   * For one join.
   *
   * @param binding of the statement
   * @param scope of the query block
   */
  public MergedColumns(Binding binding, Scope scope) {
    this.binding = binding;
    this.scope = scope;
  }

  /**
   * What must be true of both sides.
   *
   * @return an equality for each column, after {@link #of}
   */
  public List<Expression> equalities() {
    return equalities;
  }

  /**
   * What can be named of a join.
   *
   * @param left what can be named of its left side
   * @param step the join
   * @param right what can be named of its right side
   * @return the columns of both, without names that were made one
   * @throws io.ashlar.sql.error.SqlException 42703 or 42702 when USING names a column that is not
   *     on both sides once, 42701 when it names one twice
   */
  public View of(View left, TableReference.JoinStep step, View right) {
    List<Identifier> names = names(left, step, right);
    if (names.isEmpty()) {
      return left.and(right);
    }
    List<View.Named> merged = new ArrayList<>();
    List<View.Named> lefts = new ArrayList<>(left.columns());
    List<View.Named> rights = new ArrayList<>(right.columns());
    for (Identifier name : names) {
      View.Named one = column(name, left);
      View.Named other = column(name, right);
      lefts.remove(one);
      rights.remove(other);
      int offset = name.offset();
      equalities.add(
          new Condition.Comparison(
              offset,
              Condition.ComparisonOperator.EQUAL,
              scope.valueOf(one),
              scope.valueOf(other)));
      merged.add(value(offset, step.kind(), one, other));
    }
    merged.addAll(lefts);
    merged.addAll(rights);
    return left.with(right, merged);
  }

  private List<Identifier> names(View left, TableReference.JoinStep step, View right) {
    if (step.condition() instanceof TableReference.Using using) {
      for (int i = 0; i < using.columns().size(); i++) {
        Identifier name = using.columns().get(i);
        if (using.columns().subList(0, i).stream()
            .anyMatch(other -> other.text().equals(name.text()))) {
          throw binding.fault(
              SqlState.DUPLICATE_COLUMN,
              name.offset(),
              "USING names a column twice.",
              "name",
              name.text());
        }
      }
      return using.columns();
    }
    if (!(step.condition() instanceof TableReference.Natural natural)) {
      return List.of();
    }
    List<Identifier> names = new ArrayList<>();
    for (View.Named column : left.columns()) {
      Identifier name = new Identifier(natural.offset(), column.name(), true);
      if (scope.column(name, right).isPresent()) {
        names.add(name);
      }
    }
    return names;
  }

  private View.Named column(Identifier name, View side) {
    Optional<View.Named> found = scope.column(name, side);
    return found.orElseThrow(
        () ->
            binding.fault(
                SqlState.UNDEFINED_COLUMN,
                name.offset(),
                "USING names a column that is not on both sides.",
                "name",
                name.text()));
  }

  private View.Named value(
      int offset, TableReference.JoinKind kind, View.Named one, View.Named other) {
    return switch (kind) {
      case RIGHT -> other;
      case FULL -> {
        QualifiedName name =
            new QualifiedName(offset, List.of(new Identifier(offset, "coalesce", false)));
        Expression either =
            new Call.FunctionCall(
                offset,
                name,
                Call.ArgumentForm.PLAIN,
                List.of(scope.valueOf(one), scope.valueOf(other)),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Call.NullTreatment.UNSAID,
                Optional.empty());
        yield new View.Named(one.name(), -1, -1, either);
      }
      default -> one;
    };
  }
}
