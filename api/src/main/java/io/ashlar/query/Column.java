package io.ashlar.query;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The handle of a column of one table: resolved once by name, then passed to statements, predicates
 * and rows. Immutable and shared freely. It names the column by its stable id, so it goes on
 * working when the column is renamed.
 *
 * <p>A handle made with {@code named}, as {@link LongColumn#named}, is bound to no table. It serves
 * where the table does not exist yet, in the predicates of a schema, and is resolved by its name
 * and kind wherever it is taken.
 */
public abstract sealed class Column
    permits BooleanColumn,
        DecimalColumn,
        DoubleColumn,
        FloatColumn,
        IntColumn,
        LongColumn,
        StringColumn,
        ValueColumn {

  /** The table id of a handle that only names its column. */
  static final int UNBOUND = 0;

  private final int tableId;
  private final String table;
  private final int columnId;
  private final String name;
  private final ColumnType type;

  Column(int tableId, String table, int columnId, String name, ColumnType type) {
    this.tableId = tableId;
    this.table = Arguments.given(table, "table");
    this.columnId = columnId;
    this.name = Arguments.given(name, "name");
    this.type = Arguments.given(type, "type");
  }

  /**
   * The handle of a column, of the class of its type. Made by the table that the column belongs to.
   *
   * @param tableId the id of the table, or 0 for a handle that only names the column
   * @param table the name of the table
   * @param columnId the stable id of the column
   * @param name the name of the column
   * @param type the declared type
   * @return the handle
   * @throws io.ashlar.error.IllegalUseException when an argument is null
   */
  public static Column of(int tableId, String table, int columnId, String name, ColumnType type) {
    Arguments.requireGiven(table, "table");
    Arguments.requireGiven(name, "name");
    return switch (Arguments.given(type, "type").kind()) {
      case BOOLEAN -> new BooleanColumn(tableId, table, columnId, name, type);
      case INT -> new IntColumn(tableId, table, columnId, name, type);
      case LONG -> new LongColumn(tableId, table, columnId, name, type);
      case FLOAT -> new FloatColumn(tableId, table, columnId, name, type);
      case DOUBLE -> new DoubleColumn(tableId, table, columnId, name, type);
      case DECIMAL -> new DecimalColumn(tableId, table, columnId, name, type);
      case STRING -> new StringColumn(tableId, table, columnId, name, type);
      case BYTES -> new BytesColumn(tableId, table, columnId, name, type);
      case UUID -> new UuidColumn(tableId, table, columnId, name, type);
      case DATE -> new DateColumn(tableId, table, columnId, name, type);
      case TIME -> new TimeColumn(tableId, table, columnId, name, type);
      case TIMESTAMP -> new TimestampColumn(tableId, table, columnId, name, type);
    };
  }

  /**
   * Whether the handle belongs to a table. One that was made with {@code named} does not: it is
   * resolved by name in the table of the statement that takes it.
   *
   * @return false for a handle made with {@code named}
   */
  public final boolean isBound() {
    return tableId != UNBOUND;
  }

  /**
   * The id of the table.
   *
   * @return the id, unique in its database; 0 when the handle is not bound
   */
  public final int tableId() {
    return tableId;
  }

  /**
   * The name of the table when the handle was made.
   *
   * @return the name
   */
  public final String table() {
    return table;
  }

  /**
   * The stable id of the column.
   *
   * @return the id, unique in its table and never reused there; 0 when the handle is not bound
   */
  public final int columnId() {
    return columnId;
  }

  /**
   * The name of the column when the handle was made.
   *
   * @return the name
   */
  public final String name() {
    return name;
  }

  /**
   * The declared type.
   *
   * @return the type
   */
  public final ColumnType type() {
    return type;
  }

  /**
   * True when the column is null.
   *
   * @return the predicate, never unknown
   */
  public final Predicate isNull() {
    return new Predicate.IsNull(this);
  }

  /**
   * True when the column is not null.
   *
   * @return the predicate, never unknown
   */
  public final Predicate isNotNull() {
    return new Predicate.Not(new Predicate.IsNull(this));
  }

  /**
   * True when the column is equal to one of the parameters; unknown when it is null, or when it is
   * equal to none and one of them is null.
   *
   * @param first a parameter, bound before each run
   * @param more further ones
   * @return the predicate
   */
  public final Predicate in(Parameter first, Parameter... more) {
    List<Object> operands = new ArrayList<>();
    operands.add(Arguments.given(first, "first"));
    Collections.addAll(operands, Arguments.allGiven(more, "more"));
    return among(operands);
  }

  /**
   * Ascending order by this column, nulls first.
   *
   * @return the order
   */
  public final Order ascending() {
    return new Order(this, false);
  }

  /**
   * Descending order by this column, nulls last.
   *
   * @return the order
   */
  public final Order descending() {
    return new Order(this, true);
  }

  /**
   * {@code table.column}, or the column alone when the handle is not bound.
   *
   * @return the name
   */
  @Override
  public final String toString() {
    return isBound() ? table + "." + name : name;
  }

  final Predicate compare(Comparison comparison, Object operand) {
    return new Predicate.Compare(this, comparison, given(operand));
  }

  private Object given(Object operand) {
    if (operand == null) {
      throw new IllegalUseException(
          "Nothing compares with null; isNull and isNotNull ask for it.",
          "column",
          this,
          "argument",
          "value");
    }
    return operand;
  }

  final Predicate among(List<Object> operands) {
    operands.forEach(this::given);
    return new Predicate.In(this, operands);
  }
}
