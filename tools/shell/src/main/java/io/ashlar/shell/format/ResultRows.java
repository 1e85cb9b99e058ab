package io.ashlar.shell.format;

import io.ashlar.error.CancelledException;
import io.ashlar.sql.SqlColumn;
import io.ashlar.sql.SqlResult;
import io.ashlar.sql.type.SqlType;
import io.ashlar.transaction.CancellationToken;
import java.util.HexFormat;
import java.util.List;

/** The rows of a query. */
public final class ResultRows implements Rows {

  private static final HexFormat HEX = HexFormat.of();

  private final SqlResult result;
  private final CancellationToken token;
  private final List<Column> columns;

  /**
   * Of a result.
   *
   * @param result the result, which the caller closes
   * @param token ends them when it is cancelled
   */
  public ResultRows(SqlResult result, CancellationToken token) {
    this.result = result;
    this.token = token;
    this.columns = result.columns().stream().map(ResultRows::column).toList();
  }

  private static Column column(SqlColumn column) {
    return new Column(column.name(), kind(column.type()));
  }

  private static Kind kind(SqlType type) {
    return switch (type.kind().category()) {
      case NUMERIC -> Kind.NUMBER;
      case BOOLEAN -> Kind.BOOLEAN;
      case BINARY -> Kind.BYTES;
      default -> Kind.TEXT;
    };
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    // Rows that come from no table ask nobody else.
    if (token.isCancelled()) {
      throw new CancelledException("The statement was cancelled.");
    }
    return result.next();
  }

  @Override
  public String value(int column) {
    if (columns.get(column).kind() == Kind.BYTES) {
      byte[] bytes = result.getBytes(column);
      return bytes == null ? null : HEX.formatHex(bytes);
    }
    return result.getString(column);
  }
}
