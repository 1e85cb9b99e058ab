package io.ashlar.sql.plan;

import io.ashlar.sql.type.SqlType;

/**
 * A column of a result.
 *
 * @param name its alias, or else the name of the column or function that it is
 * @param type its type
 * @param table the table that it comes from, by its own name; null when it is computed
 * @param column the column of that table, by its own name; null when it is computed
 * @param optional whether it is null in rows that the table has no part in: of an outer join
 */
public record ResultColumn(
    String name, SqlType type, String table, String column, boolean optional) {

  /**
   * A column that no outer join makes null.
   *
   * @param name its name
   * @param type its type
   * @param table the table that it comes from; null when it is computed
   * @param column the column of that table; null when it is computed
   */
  public ResultColumn(String name, SqlType type, String table, String column) {
    this(name, type, table, column, false);
  }
}
