package io.ashlar.rows.write;

import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.query.Column;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.Parameter;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.Values;
import io.ashlar.rows.predicate.ExpressionCompiler;
import io.ashlar.rows.predicate.Operand;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.predicate.RealRange;
import io.ashlar.rows.predicate.Scalar;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The columns that an update sets to expressions and parameters. They stay while assigned values
 * come and go with each execution; a value that is assigned to the same column wins. Expressions
 * are computed from each row, parameters are assigned once. Allocates for decimals alone.
 */
final class ComputedColumns {

  /** None of the columns of any table. */
  static ComputedColumns none() {
    return new ComputedColumns(List.of(), List.of());
  }

  private final List<Column> columns;

  /** What each is set to: a {@link NumericExpression} or a {@link Parameter}. */
  private final List<Object> sources;

  private int[] ordinals = new int[0];

  /** Null where the column is set to a parameter. */
  private Scalar[] scalars = new Scalar[0];

  /** Null where the column is set to an expression. */
  private Operand[] operands = new Operand[0];

  private TableDefinition compiledFor;

  /** Which of them an assigned value stands in for during one execution. */
  private final BitSet replaced = new BitSet();

  private ComputedColumns(List<Column> columns, List<Object> sources) {
    this.columns = columns;
    this.sources = sources;
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  /** Whether the column is computed already, and from something else. */
  boolean isOther(TableDefinition definition, int ordinal, Object source) {
    int place = placeOf(definition, ordinal);
    return place >= 0 && !sources.get(place).equals(source);
  }

  /** These with one more, or another one for the same column; to be compiled. */
  ComputedColumns with(TableDefinition definition, Column column, Object source) {
    List<Column> all = new ArrayList<>(columns);
    List<Object> from = new ArrayList<>(sources);
    int place = placeOf(definition, PredicateCompiler.ordinalOf(definition, column));
    if (place >= 0) {
      from.set(place, source);
    } else {
      all.add(column);
      from.add(source);
    }
    return new ComputedColumns(all, from);
  }

  private int placeOf(TableDefinition definition, int ordinal) {
    for (int i = 0; i < columns.size(); i++) {
      if (PredicateCompiler.ordinalOf(definition, columns.get(i)) == ordinal) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Compiles all; the parameters that occur are declared.
   *
   * @throws io.ashlar.error.SchemaException when one cannot be compiled; all are as they were
   */
  void compile(TableDefinition definition, Parameters parameters) {
    int count = columns.size();
    int[] places = new int[count];
    Scalar[] computed = new Scalar[count];
    Operand[] bound = new Operand[count];
    ExpressionCompiler compiler = new ExpressionCompiler(definition, parameters, new BitSet());
    for (int i = 0; i < count; i++) {
      places[i] = PredicateCompiler.ordinalOf(definition, columns.get(i));
      if (sources.get(i) instanceof Parameter parameter) {
        bound[i] = compiler.parameter(parameter, columns.get(i));
      } else {
        computed[i] = compiler.scalar((NumericExpression) sources.get(i));
      }
    }
    ordinals = places;
    scalars = computed;
    operands = bound;
    compiledFor = definition;
  }

  /** An execution begins with these values assigned, and gets those of the parameters. */
  void begin(TableDefinition definition, Parameters parameters, Assigned values) {
    if (definition != compiledFor) {
      compile(definition, parameters);
    }
    replaced.clear();
    for (int i = 0; i < ordinals.length; i++) {
      if (values.isSet(ordinals[i])) {
        replaced.set(i);
      }
    }
    for (int i = 0; i < ordinals.length; i++) {
      if (operands[i] != null && !replaced.get(i)) {
        assign(definition, ordinals[i], columns.get(i), operands[i], values);
      }
    }
  }

  private static void assign(
      TableDefinition definition, int ordinal, Column column, Operand value, Assigned into) {
    if (value.isNull()) {
      into.putNull(ordinal);
      return;
    }
    ColumnType declared = definition.columns().get(ordinal).type();
    ValueType type = ValueType.of(declared.kind());
    switch (type.form()) {
      case WORD -> into.putLong(ordinal, word(column, type, value));
      case REAL -> into.putDouble(ordinal, real(column, type, value.real()));
      case DECIMAL -> {
        // As it was bound: one that no column can hold may be longer than decimals may be.
        BigDecimal decimal = (BigDecimal) value.value();
        Values.checkDigits(column, declared, decimal);
        into.putDecimal(ordinal, decimal);
      }
      case BYTES -> {
        if (type.isText()) {
          Values.checkText(column, value.bytes(), value.length());
        }
        into.putBytes(ordinal, value.bytes(), 0, value.length());
      }
      case UUID -> into.putUuid(ordinal, value.word(), value.low());
    }
  }

  /** What is below the unit is cut off, as of every value that is written. */
  private static long word(Column column, ValueType type, Operand value) {
    return value.tilt() == 0
        ? held(column, type, value.word())
        : Values.word(column, type, value.value());
  }

  private static long held(Column column, ValueType type, long word) {
    if (!type.holds(word)) {
      throw Values.outOfRange(column, type, type.text(word));
    }
    return word;
  }

  private static double real(Column column, ValueType type, double value) {
    return type == type.family() ? value : RealRange.narrowed(column, value);
  }

  /** Assigns what the expressions make of one row. */
  void evaluate(TableDefinition definition, Parameters parameters, ValueReader row, Assigned into) {
    if (definition != compiledFor) {
      compile(definition, parameters);
    }
    for (int i = 0; i < ordinals.length; i++) {
      if (scalars[i] != null && !replaced.get(i)) {
        assign(definition, ordinals[i], columns.get(i), scalars[i], row, into);
      }
    }
  }

  private static void assign(
      TableDefinition definition,
      int ordinal,
      Column column,
      Scalar scalar,
      ValueReader row,
      Assigned into) {
    if (scalar.isNull(row)) {
      into.putNull(ordinal);
      return;
    }
    ColumnType declared = definition.columns().get(ordinal).type();
    ValueType type = ValueType.of(declared.kind());
    switch (type.form()) {
      case WORD -> into.putLong(ordinal, held(column, type, scalar.integer(row)));
      case REAL -> into.putDouble(ordinal, real(column, type, scalar.real(row)));
      case DECIMAL -> into.putDecimal(ordinal, fitting(column, declared, scalar.decimal(row)));
      case BYTES, UUID -> throw new AssertionError("expressions are numbers");
    }
  }

  private static BigDecimal fitting(Column column, ColumnType type, BigDecimal value) {
    BigDecimal rounded =
        value.scale() > type.scale() ? value.setScale(type.scale(), RoundingMode.HALF_EVEN) : value;
    Values.checkDigits(column, type, rounded);
    return rounded;
  }
}
