package io.ashlar.sql;

import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.sql.type.SqlType;
import java.util.List;
import java.util.Optional;

/**
 * A column of a result. The schema of the table that it comes from says whether that column may be
 * null and whether it is the identity column.
 *
 * @param name its alias, or else the name of the column or function that it is
 * @param type its type
 * @param table the table that it comes from, by its own name and not by an alias; empty when it is
 *     computed
 * @param column the column of that table, by its own name; empty when it is computed
 * @param optional whether it is null, whatever the table says, in rows that the table has no part
 *     in: of an outer join
 */
public record SqlColumn(
    String name, SqlType type, Optional<String> table, Optional<String> column, boolean optional) {

  /**
   * A column that is computed.
   *
   * @param name its name
   * @param type its type
   */
  public SqlColumn(String name, SqlType type) {
    this(name, type, Optional.empty(), Optional.empty(), false);
  }

  static List<SqlColumn> listOf(PlannedQuery query) {
    return query.columns().stream()
        .map(
            column ->
                new SqlColumn(
                    column.name(),
                    column.type(),
                    Optional.ofNullable(column.table()),
                    Optional.ofNullable(column.column()),
                    column.optional()))
        .toList();
  }
}
