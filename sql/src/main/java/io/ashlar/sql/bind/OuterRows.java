package io.ashlar.sql.bind;

import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows around a query in an expression, and what the query names of them. */
public final class OuterRows {

  private final ExpressionBinder expressions;
  private final List<Captured> captured = new ArrayList<>();

  /** The slots by how their names are written. */
  private final Map<List<String>, Slot> slots = new HashMap<>();

  private int uses;

  /**
   * Around one query.
   *
   * @param expressions binds what is named of the rows
   */
  public OuterRows(ExpressionBinder expressions) {
    this.expressions = expressions;
  }

  /**
   * A value of the rows around.
   *
   * @param outer computes it there
   * @param slot stands for it within
   */
  public record Captured(Scalar outer, Slot slot) {}

  /**
   * What the query names.
   *
   * @return in the order in which it was named
   */
  public List<Captured> captured() {
    return captured;
  }

  /**
   * How often something of the rows was named.
   *
   * @return the number
   */
  public int uses() {
    return uses;
  }

  /** What stands within the query for a name of the rows. */
  Scalar capture(QualifiedName name) {
    uses++;
    return slots.computeIfAbsent(
        name.parts().stream().map(part -> part.quoted() + part.text()).toList(),
        parts -> slot(name));
  }

  private Slot slot(QualifiedName name) {
    Scalar value = expressions.bind(new Expression.ColumnReference(name.offset(), name));
    Slot slot = Slot.varying(value.type());
    captured.add(new Captured(value, slot));
    return slot;
  }

  /** Whether a name means a column there, or further out. */
  boolean sees(QualifiedName name) {
    Scope around = expressions.scope();
    return around.isKnown(name) || (around.outer() != null && around.outer().sees(name));
  }
}
