package io.ashlar.jdbc.connection;

import io.ashlar.jdbc.result.MemoryResultSet;
import io.ashlar.sql.SqlCursor;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads a result into memory, so that it can be walked. */
final class BufferedRows {

  private BufferedRows() {}

  /** Reads all rows, and closes what they come from. */
  static MemoryResultSet read(StreamingResultSet stream, AshlarStatement statement)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    MemoryResultSet[] result = new MemoryResultSet[1];
    try (stream) {
      while (stream.next()) {
        rows.add(row(stream));
      }
    }
    result[0] =
        new MemoryResultSet(
            stream.columns(), rows, statement, () -> statement.bufferClosed(result[0]));
    return result[0];
  }

  private static Object[] row(StreamingResultSet stream) throws SQLException {
    Object[] row = new Object[stream.columns().getColumnCount()];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(stream.source(), i, stream.typeAt(i));
    }
    return row;
  }

  /** A value of the row that a result is on, as rows in memory have it. */
  static Object value(SqlCursor rows, int column, SqlType type) {
    if (rows.isNull(column)) {
      return null;
    }
    if (type.kind().isWhole()) {
      return rows.getLong(column);
    }
    return switch (type.kind()) {
      case REAL -> (float) rows.getDouble(column);
      case DOUBLE -> rows.getDouble(column);
      case DECIMAL -> rows.getDecimal(column);
      case UUID -> rows.getUuid(column);
      case BINARY, VARBINARY, BLOB -> rows.getBytes(column);
      default ->
          type.form() == ScalarForm.WORD
              ? new MemoryResultSet.Told(rows.getLong(column), rows.getString(column))
              : rows.getString(column);
    };
  }
}
