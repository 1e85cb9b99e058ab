package io.ashlar.jdbc.connection;

import io.ashlar.Database;
import io.ashlar.jdbc.result.ResultColumns;
import io.ashlar.sql.KeyColumns;
import io.ashlar.sql.SqlStatement;
import io.ashlar.sql.parse.SqlParser;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Statement;

/** A prepared statement of the session, and what the driver knows of it. */
final class CachedStatement {

  private final SqlStatement statement;
  private final KeyColumns keys;
  private final Database database;
  private final RunState state = new RunState();
  private ResultColumns columns;
  private Statement tree;

  CachedStatement(SqlStatement statement, KeyColumns keys, Database database) {
    this.statement = statement;
    this.keys = keys;
    this.database = database;
  }

  SqlStatement statement() {
    return statement;
  }

  /** Where its last run stands. */
  RunState state() {
    return state;
  }

  /** What it tells of the rows that it inserts. */
  KeyColumns keys() {
    return keys;
  }

  String text() {
    return statement.text();
  }

  /** The columns of its rows. */
  ResultColumns columns() {
    if (columns == null) {
      columns = new ResultColumns(database, statement.columns());
    }
    return columns;
  }

  /** The statement has been planned anew with other columns. */
  void forgetColumns() {
    columns = null;
  }

  private Statement tree() {
    if (tree == null) {
      tree = new SqlParser().parse(text()).statement();
    }
    return tree;
  }

  /** Whether it changes rows or the schema. */
  boolean writes() {
    return statement.changesRows()
        || (!statement.hasRows() && tree() instanceof DefinitionStatement);
  }

  /** Whether it may begin or end a transaction of the session. */
  boolean isCommand() {
    return !statement.hasRows() && !statement.changesRows();
  }
}
