package io.ashlar.jdbc.result;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.error.AshlarException;
import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.jdbc.error.Unwrapping;
import io.ashlar.jdbc.value.JavaObjects;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.sql.SqlColumn;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.type.SqlType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a result, and what JDBC tells of them. One object serves all results of a
 * statement; it belongs to the thread of the connection.
 */
public final class ResultColumns implements ResultSetMetaData {

  /** The one catalog that there is. */
  public static final String CATALOG = "ashlar";

  /** The one schema that there is. */
  public static final String SCHEMA = "public";

  private static final int SPELLINGS = 4;

  private final Database database;
  private final List<SqlColumn> columns;
  private final SqlType[] types;
  private final Map<String, Integer> found = new HashMap<>();

  /**
   * Of columns.
   *
   * @param database where the tables are that columns come from; null when they come from none
   * @param columns in order
   */
  public ResultColumns(Database database, List<SqlColumn> columns) {
    this.database = database;
    this.columns = columns;
    this.types = new SqlType[columns.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = columns.get(i).type();
    }
  }

  /** The type of a column, whose number counts from 0. */
  SqlType type(int column) {
    return types[column];
  }

  /** How many there are. */
  int count() {
    return types.length;
  }

  void check(int column) throws SQLException {
    if (column < 1 || column > types.length) {
      throw SqlStates.failure(
          SqlState.UNDEFINED_COLUMN,
          "The result has no column of this number.",
          "column",
          column,
          "columns",
          types.length);
    }
  }

  private SqlColumn column(int column) throws SQLException {
    check(column);
    return columns.get(column - 1);
  }

  /** The number, from 1, of the first column of a label, whatever its case. */
  int find(String label) throws SQLException {
    Integer number = found.get(label);
    return number == null ? search(label) : number;
  }

  private int search(String label) throws SQLException {
    for (int i = 0; i < types.length; i++) {
      if (columns.get(i).name().equalsIgnoreCase(label)) {
        if (found.size() < SPELLINGS * types.length) {
          found.put(label, i + 1);
        }
        return i + 1;
      }
    }
    throw SqlStates.failure(
        SqlState.UNDEFINED_COLUMN, "The result has no column of this label.", "label", label);
  }

  private Optional<ColumnSchema> definition(int number) throws SQLException {
    SqlColumn column = column(number);
    if (database == null || column.table().isEmpty() || column.column().isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<Table> table = database.findTable(column.table().get());
      return table.flatMap(
          there ->
              there.schema().columns().stream()
                  .filter(one -> one.name().equals(column.column().get()))
                  .findFirst());
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    }
  }

  @Override
  public int getColumnCount() {
    return types.length;
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    return definition(column).map(ColumnSchema::identity).orElse(false);
  }

  @Override
  public int isNullable(int column) throws SQLException {
    if (column(column).optional()) {
      return columnNullable;
    }
    return definition(column)
        .map(there -> there.nullable() ? columnNullable : columnNoNulls)
        .orElse(columnNullableUnknown);
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return column(column).type().kind().isText();
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    check(column);
    return true;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    check(column);
    return false;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return TypeFacts.isNumber(column(column).type());
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return TypeFacts.displaySize(column(column).type());
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return column(column).name();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    SqlColumn there = column(column);
    return there.column().orElse(there.name());
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return column(column).table().isPresent() ? SCHEMA : "";
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return TypeFacts.precision(column(column).type());
  }

  @Override
  public int getScale(int column) throws SQLException {
    return TypeFacts.scale(column(column).type());
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return column(column).table().orElse("");
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    return column(column).table().isPresent() ? CATALOG : "";
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return column(column).type().kind().jdbcType();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return column(column).type().kind().sqlName();
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    return column(column).column().isEmpty();
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    return !isReadOnly(column);
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    check(column);
    return false;
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return JavaObjects.classOf(column(column).type()).getName();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Unwrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Unwrapping.isFor(this, type);
  }
}
