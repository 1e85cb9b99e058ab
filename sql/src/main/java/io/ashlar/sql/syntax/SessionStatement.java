package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/** Statements about the session, its transaction, and the database as a whole. */
public sealed interface SessionStatement extends Statement {

  /**
   * {@code BEGIN} and {@code START TRANSACTION}.
   *
   * @param offset where it begins in the text
   * @param modes how the transaction is run
   */
  record Begin(int offset, List<TransactionMode> modes) implements SessionStatement {}

  /**
   * {@code COMMIT}.
   *
   * @param offset where it begins in the text
   */
  record Commit(int offset) implements SessionStatement {}

  /**
   * {@code ROLLBACK}.
   *
   * @param offset where it begins in the text
   */
  record Rollback(int offset) implements SessionStatement {}

  /**
   * {@code ROLLBACK TO SAVEPOINT}.
   *
   * @param offset where it begins in the text
   * @param savepoint the savepoint
   */
  record RollbackTo(int offset, Identifier savepoint) implements SessionStatement {}

  /**
   * {@code SAVEPOINT}.
   *
   * @param offset where it begins in the text
   * @param name its name
   */
  record Savepoint(int offset, Identifier name) implements SessionStatement {}

  /**
   * {@code RELEASE SAVEPOINT}.
   *
   * @param offset where it begins in the text
   * @param savepoint the savepoint
   */
  record Release(int offset, Identifier savepoint) implements SessionStatement {}

  /**
   * {@code SET TRANSACTION}.
   *
   * @param offset where it begins in the text
   * @param session whether it is for all later transactions of the session
   * @param modes how they are run, at least one
   */
  record SetTransaction(int offset, boolean session, List<TransactionMode> modes)
      implements SessionStatement {}

  /**
   * {@code SET name = value} and {@code RESET}.
   *
   * @param offset where it begins in the text
   * @param scope for how long
   * @param name the setting
   * @param values literals; a word is a text; none means the default
   */
  record SetVariable(int offset, Scope scope, QualifiedName name, List<Expression> values)
      implements SessionStatement {}

  /**
   * {@code SHOW}.
   *
   * @param offset where it begins in the text
   * @param name the setting; {@code tables} and {@code all} are names as well
   */
  record Show(int offset, QualifiedName name) implements SessionStatement {}

  /**
   * {@code SHOW COLUMNS FROM}.
   *
   * @param offset where it begins in the text
   * @param table the table
   */
  record ShowColumns(int offset, QualifiedName table) implements SessionStatement {}

  /**
   * {@code PRAGMA}.
   *
   * @param offset where it begins in the text
   * @param name its name
   * @param value a literal; a word is a text
   */
  record Pragma(int offset, QualifiedName name, Optional<Expression> value)
      implements SessionStatement {}

  /**
   * {@code ANALYZE}.
   *
   * @param offset where it begins in the text
   * @param tables the tables; none means all
   */
  record Analyze(int offset, List<QualifiedName> tables) implements SessionStatement {}

  /**
   * {@code EXPLAIN}.
   *
   * @param offset where it begins in the text
   * @param analyze whether the statement is run
   * @param statement the statement
   */
  record Explain(int offset, boolean analyze, Statement statement) implements SessionStatement {}

  /** How a transaction is run. */
  sealed interface TransactionMode extends SyntaxNode {}

  /**
   * {@code ISOLATION LEVEL}.
   *
   * @param offset where it begins in the text
   * @param level the level
   */
  record Isolation(int offset, IsolationName level) implements TransactionMode {}

  /**
   * {@code READ ONLY} and {@code READ WRITE}.
   *
   * @param offset where it begins in the text
   * @param readOnly whether it may not write
   */
  record Access(int offset, boolean readOnly) implements TransactionMode {}

  /**
   * {@code AS OF}.
   *
   * @param offset where it begins in the text
   * @param time the time that is read
   */
  record AsOf(int offset, Expression time) implements TransactionMode {}

  /** Names of isolation levels. */
  enum IsolationName {
    /** Read uncommitted. */
    READ_UNCOMMITTED,
    /** Read committed. */
    READ_COMMITTED,
    /** Repeatable read. */
    REPEATABLE_READ,
    /** Snapshot. */
    SNAPSHOT,
    /** Serializable. */
    SERIALIZABLE
  }

  /** For how long a setting is changed. */
  enum Scope {
    /** Nothing was said. */
    UNSAID,
    /** For the session. */
    SESSION,
    /** For the transaction. */
    LOCAL
  }
}
