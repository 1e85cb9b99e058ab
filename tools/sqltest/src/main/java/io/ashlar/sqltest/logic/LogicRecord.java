package io.ashlar.sqltest.logic;

import java.util.List;

/**
 * One record of a script.
 *
 * @param line where it begins, from 1
 * @param kind what is to be done
 * @param sql the statement
 * @param types for a query, a letter for each column: {@code I}, {@code R} or {@code T}
 * @param sort for a query, how values are put in order before they are compared
 * @param label for a query, a name that is shared by those with the same result; empty for none
 * @param expected for a query, its values, or one line with their number and hash
 */
record LogicRecord(
    int line,
    Kind kind,
    String sql,
    String types,
    LogicSort sort,
    String label,
    List<String> expected) {

  /** What is to be done. */
  enum Kind {
    /** A statement that is carried out. */
    OK,

    /** A statement that fails. */
    ERROR,

    /** A statement with rows. */
    QUERY
  }
}
