package io.ashlar.sqltest.logic;

import java.util.regex.Pattern;

/**
 * Statements of the scripts that PostgreSQL refuses as we do, though the scripts do not say so:
 * they were only ever run by engines that take them. They count as meant for other dialects.
 */
enum Elsewhere {
  /** SQLite drops it and fails when the view above it is read. */
  VIEW_IN_USE("2BP01", "DROP VIEW \\w+"),

  /** A literal that is no value of the column it is looked for in; SQLite finds it in no row. */
  LITERAL_OF_NO_NUMBER("22018", "SELECT 'hello' (NOT )?IN \\(SELECT \\* FROM t1\\)"),

  /** Bytes do not compare with numbers; SQLite finds them in no row. */
  BYTES_AMONG_NUMBERS("42883", "SELECT x'303132' (NOT )?IN \\(SELECT \\* FROM t1\\)");

  private final String state;
  private final Pattern statement;

  Elsewhere(String state, String statement) {
    this.state = state;
    this.statement = Pattern.compile(statement);
  }

  /** Whether it is right that a statement fails so. */
  static boolean isRefused(String sql, String state) {
    for (Elsewhere each : values()) {
      if (each.state.equals(state) && each.statement.matcher(sql).matches()) {
        return true;
      }
    }
    return false;
  }
}
