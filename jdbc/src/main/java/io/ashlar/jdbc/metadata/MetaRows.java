package io.ashlar.jdbc.metadata;

import io.ashlar.jdbc.result.MemoryResultSet;
import io.ashlar.jdbc.result.ResultColumns;
import io.ashlar.sql.SqlColumn;
import io.ashlar.sql.type.SqlType;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one answer. Its columns are written as {@code NAME:type}, where the type is {@code s}
 * for a text, {@code i} for an int, {@code h} for a short and {@code b} for a boolean.
 */
final class MetaRows {

  private final List<SqlColumn> columns = new ArrayList<>();
  private final List<Object[]> rows = new ArrayList<>();

  MetaRows(String specification) {
    for (String column : specification.trim().split("\\s+", -1)) {
      int colon = column.indexOf(':');
      String name = column.substring(0, colon);
      columns.add(new SqlColumn(name, type(column.charAt(colon + 1))));
    }
  }

  private static SqlType type(char letter) {
    return switch (letter) {
      case 'i' -> SqlType.INTEGER;
      case 'h' -> SqlType.SMALLINT;
      case 'b' -> SqlType.BOOLEAN;
      default -> SqlType.VARCHAR;
    };
  }

  /** Adds a row; booleans may be given as such. */
  void add(Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalStateException("A row of metadata has other columns than its answer.");
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Boolean truth) {
        values[i] = new MemoryResultSet.Told(truth ? 1 : 0, truth.toString());
      }
    }
    rows.add(values);
  }

  ResultSet result() {
    return new MemoryResultSet(new ResultColumns(null, columns), rows, null, () -> {});
  }
}
