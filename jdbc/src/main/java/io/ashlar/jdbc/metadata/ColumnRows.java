package io.ashlar.jdbc.metadata;

import io.ashlar.Database;
import io.ashlar.error.AshlarException;
import io.ashlar.jdbc.result.TypeFacts;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.Sql;
import io.ashlar.sql.SqlColumn;
import io.ashlar.sql.SqlSession;
import io.ashlar.sql.SqlStatement;
import io.ashlar.sql.catalog.SchemaText;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.List;

/** The columns of tables and views as rows of {@link DatabaseMetaData#getColumns}. */
final class ColumnRows {

  private static final int RADIX = 10;

  /** The places of what is said of some columns alone. */
  private static final int REMARKS = 11;

  private static final int DEFAULT = 12;

  private final Database database;

  /** Of a database. */
  ColumnRows(Database database) {
    this.database = database;
  }

  /** The columns of a table that fit. */
  void add(TableSchema table, NamePattern fitting, MetaRows rows) {
    for (int i = 0; i < table.columns().size(); i++) {
      ColumnSchema column = table.columns().get(i);
      if (fitting.fits(column.name())) {
        Object[] row =
            row(
                table.name(),
                column.name(),
                i,
                Tables.type(column),
                column.nullable(),
                column.identity());
        row[REMARKS] = column.comment() == null ? "" : column.comment();
        row[DEFAULT] = SchemaText.defaultOf(column.defaultValue());
        rows.add(row);
      }
    }
  }

  /** The columns of a view that fit. */
  void add(ViewSchema view, NamePattern fitting, MetaRows rows) {
    List<SqlType> types = types(view);
    for (int i = 0; i < view.columns().size(); i++) {
      String column = view.columns().get(i);
      if (fitting.fits(column)) {
        rows.add(row(view.name(), column, i, i < types.size() ? types.get(i) : null, true, false));
      }
    }
  }

  /** What the query of a view gives; nothing when it is refused. */
  private List<SqlType> types(ViewSchema view) {
    String query = "SELECT * FROM " + SchemaText.name(view.name());
    try (SqlSession session = Sql.session(database);
        SqlStatement statement = session.prepare(query)) {
      return statement.columns().stream().map(SqlColumn::type).toList();
    } catch (AshlarException refused) {
      return List.of();
    }
  }

  /** A row; of a view whose query is refused, no type is known. */
  private static Object[] row(
      String table, String column, int index, SqlType type, boolean nullable, boolean identity) {
    SqlKind kind = type == null ? SqlKind.UNKNOWN : type.kind();
    boolean sized = kind.isText() || kind.isBinary();
    boolean scaled = type != null && !sized && kind != SqlKind.BOOLEAN;
    return new Object[] {
      TableAnswers.CATALOG,
      TableAnswers.SCHEMA,
      table,
      column,
      type == null ? Types.OTHER : kind.jdbcType(),
      kind.sqlName(),
      type == null ? null : TypeFacts.precision(type),
      null,
      scaled ? TypeFacts.scale(type) : null,
      type != null && TypeFacts.isNumber(type) ? RADIX : null,
      nullable ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
      "",
      null,
      null,
      null,
      type != null && sized ? TypeFacts.precision(type) : null,
      index + 1,
      nullable ? "YES" : "NO",
      null,
      null,
      null,
      null,
      identity ? "YES" : "NO",
      "NO"
    };
  }
}
