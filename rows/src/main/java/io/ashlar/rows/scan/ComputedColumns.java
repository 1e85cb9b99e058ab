package io.ashlar.rows.scan;

import io.ashlar.error.ConstraintException;
import io.ashlar.query.Column;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.NumericExpression;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.ColumnValues;
import io.ashlar.rows.predicate.ExpressionCompiler;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.predicate.Scalar;
import io.ashlar.rows.table.Assigned;
import io.ashlar.rows.table.Values;
import io.ashlar.schema.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The columns that an update sets to expressions. They stay while assigned values come and go with
 * each execution; a value that is assigned to the same column wins. Allocates for decimals alone.
 */
final class ComputedColumns {

  private final List<Column> columns = new ArrayList<>();
  private final List<NumericExpression> expressions = new ArrayList<>();
  private int[] ordinals = new int[0];
  private Scalar[] scalars = new Scalar[0];
  private TableDefinition compiledFor;

  /** Which of them an assigned value stands in for during one execution. */
  private final BitSet replaced = new BitSet();

  boolean isEmpty() {
    return columns.isEmpty();
  }

  /** Whether the column is computed already, and from something else. */
  boolean isOther(TableDefinition definition, int ordinal, NumericExpression expression) {
    int place = placeOf(definition, ordinal);
    return place >= 0 && !expressions.get(place).equals(expression);
  }

  /** Refuses an expression that cannot be compiled, before it is part of the statement. */
  static void check(
      TableDefinition definition, Parameters parameters, NumericExpression expression) {
    new ExpressionCompiler(definition, parameters, new BitSet()).scalar(expression);
  }

  void set(TableDefinition definition, Column column, NumericExpression expression) {
    int place = placeOf(definition, PredicateCompiler.ordinalOf(definition, column));
    if (place >= 0) {
      expressions.set(place, expression);
    } else {
      columns.add(column);
      expressions.add(expression);
    }
  }

  private int placeOf(TableDefinition definition, int ordinal) {
    for (int i = 0; i < columns.size(); i++) {
      if (PredicateCompiler.ordinalOf(definition, columns.get(i)) == ordinal) {
        return i;
      }
    }
    return -1;
  }

  /** Compiles all; the parameters that occur are declared. */
  void compile(TableDefinition definition, Parameters parameters) {
    int count = columns.size();
    ordinals = new int[count];
    scalars = new Scalar[count];
    ExpressionCompiler compiler = new ExpressionCompiler(definition, parameters, new BitSet());
    for (int i = 0; i < count; i++) {
      ordinals[i] = PredicateCompiler.ordinalOf(definition, columns.get(i));
      scalars[i] = compiler.scalar(expressions.get(i));
    }
    compiledFor = definition;
  }

  /** An execution begins with these values assigned. */
  void begin(Assigned values) {
    replaced.clear();
    for (int i = 0; i < ordinals.length; i++) {
      if (values.isSet(ordinals[i])) {
        replaced.set(i);
      }
    }
  }

  /** Assigns what the expressions make of one row. */
  void evaluate(
      TableDefinition definition, Parameters parameters, ColumnValues row, Assigned into) {
    if (definition != compiledFor) {
      compile(definition, parameters);
    }
    for (int i = 0; i < ordinals.length; i++) {
      if (!replaced.get(i)) {
        assign(definition, ordinals[i], columns.get(i), scalars[i], row, into);
      }
    }
  }

  private static void assign(
      TableDefinition definition,
      int ordinal,
      Column column,
      Scalar scalar,
      ColumnValues row,
      Assigned into) {
    if (scalar.isNull(row)) {
      into.putNull(ordinal);
      return;
    }
    ColumnType type = definition.columns().get(ordinal).type();
    switch (type.kind()) {
      case INT -> into.putLong(ordinal, inRange(column, scalar.integer(row)));
      case LONG -> into.putLong(ordinal, scalar.integer(row));
      case FLOAT -> into.putDouble(ordinal, (float) scalar.real(row));
      case DOUBLE -> into.putDouble(ordinal, scalar.real(row));
      default ->
          into.putDecimal(ordinal, fitting((DecimalColumn) column, type, scalar.decimal(row)));
    }
  }

  private static long inRange(Column column, long value) {
    if ((int) value != value) {
      throw new ConstraintException(
          "The result is out of the range of the column.", "column", column, "value", value);
    }
    return value;
  }

  private static BigDecimal fitting(DecimalColumn column, ColumnType type, BigDecimal value) {
    BigDecimal rounded =
        value.scale() > type.scale() ? value.setScale(type.scale(), RoundingMode.HALF_EVEN) : value;
    Values.checkDigits(column, type, rounded);
    return rounded;
  }
}
