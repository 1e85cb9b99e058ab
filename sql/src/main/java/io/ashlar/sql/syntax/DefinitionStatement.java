package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/** Statements that change the schema. */
public sealed interface DefinitionStatement extends Statement {

  /**
   * {@code CREATE TABLE}.
   *
   * @param offset where it begins in the text
   * @param name the table
   * @param ifNotExists whether one that is there is left alone
   * @param elements columns and constraints, at least one
   * @param clauses partitions, expiry and history
   */
  record CreateTable(
      int offset,
      QualifiedName name,
      boolean ifNotExists,
      List<TableElement> elements,
      List<TableClause> clauses)
      implements DefinitionStatement {}

  /**
   * {@code CREATE TABLE AS}.
   *
   * @param offset where it begins in the text
   * @param name the table
   * @param ifNotExists whether one that is there is left alone
   * @param columns names of its columns
   * @param query its rows
   * @param withData whether the rows are inserted
   */
  record CreateTableAs(
      int offset,
      QualifiedName name,
      boolean ifNotExists,
      List<Identifier> columns,
      Query query,
      boolean withData)
      implements DefinitionStatement {}

  /**
   * {@code ALTER TABLE}.
   *
   * @param offset where it begins in the text
   * @param name the table
   * @param ifExists whether one that is not there is passed over
   * @param actions at least one
   */
  record AlterTable(int offset, QualifiedName name, boolean ifExists, List<AlterAction> actions)
      implements DefinitionStatement {}

  /**
   * {@code CREATE INDEX}.
   *
   * @param offset where it begins in the text
   * @param name its name
   * @param table the table
   * @param unique whether keys are unique
   * @param concurrently whether others may write while it is built
   * @param ifNotExists whether one that is there is left alone; only with a name
   * @param key the key, at least one
   * @param stored columns that it stores
   * @param where which rows it holds
   */
  record CreateIndex(
      int offset,
      Optional<QualifiedName> name,
      QualifiedName table,
      boolean unique,
      boolean concurrently,
      boolean ifNotExists,
      List<KeyItem> key,
      List<Identifier> stored,
      Optional<Expression> where)
      implements DefinitionStatement {}

  /**
   * A part of a key.
   *
   * @param offset where it begins in the text
   * @param value a column, or what is computed of columns
   * @param descending whether great values come first
   * @param nulls where nulls come
   */
  record KeyItem(int offset, Expression value, boolean descending, Query.NullOrder nulls)
      implements SyntaxNode {}

  /**
   * {@code CREATE SEQUENCE}.
   *
   * @param offset where it begins in the text
   * @param name the sequence
   * @param ifNotExists whether one that is there is left alone
   * @param type the type of its numbers
   * @param options how it counts
   */
  record CreateSequence(
      int offset,
      QualifiedName name,
      boolean ifNotExists,
      Optional<TypeName> type,
      List<SequenceOption> options)
      implements DefinitionStatement {}

  /**
   * {@code ALTER SEQUENCE}.
   *
   * @param offset where it begins in the text
   * @param name the sequence
   * @param ifExists whether one that is not there is passed over
   * @param options at least one
   */
  record AlterSequence(
      int offset, QualifiedName name, boolean ifExists, List<SequenceOption> options)
      implements DefinitionStatement {}

  /**
   * How a sequence counts.
   *
   * @param offset where it begins in the text
   * @param kind what is said
   * @param value the number, where there is one
   */
  record SequenceOption(int offset, SequenceOptionKind kind, Optional<Long> value)
      implements SyntaxNode {}

  /**
   * {@code CREATE VIEW}.
   *
   * @param offset where it begins in the text
   * @param name the view
   * @param orReplace whether one that is there is replaced
   * @param ifNotExists whether one that is there is left alone
   * @param columns names of its columns
   * @param query its rows
   */
  record CreateView(
      int offset,
      QualifiedName name,
      boolean orReplace,
      boolean ifNotExists,
      List<Identifier> columns,
      Query query)
      implements DefinitionStatement {}

  /**
   * {@code CREATE SCHEMA}.
   *
   * @param offset where it begins in the text
   * @param name the schema
   * @param ifNotExists whether one that is there is left alone
   */
  record CreateSchema(int offset, QualifiedName name, boolean ifNotExists)
      implements DefinitionStatement {}

  /**
   * {@code ALTER INDEX}, {@code VIEW} or {@code SEQUENCE} with {@code RENAME TO}.
   *
   * @param offset where it begins in the text
   * @param kind what is renamed
   * @param name its name
   * @param ifExists whether one that is not there is passed over
   * @param newName its new name
   */
  record Rename(
      int offset, ObjectKind kind, QualifiedName name, boolean ifExists, Identifier newName)
      implements DefinitionStatement {}

  /**
   * {@code DROP}.
   *
   * @param offset where it begins in the text
   * @param kind what is dropped
   * @param concurrently whether others may work on meanwhile; of indexes alone
   * @param ifExists whether one that is not there is passed over
   * @param names at least one
   * @param behavior what happens to what depends on it
   */
  record Drop(
      int offset,
      ObjectKind kind,
      boolean concurrently,
      boolean ifExists,
      List<QualifiedName> names,
      DropBehavior behavior)
      implements DefinitionStatement {}

  /**
   * {@code COMMENT ON}.
   *
   * @param offset where it begins in the text
   * @param kind what is described
   * @param name its name
   * @param text the comment; none takes away the one that is there
   */
  record Comment(int offset, ObjectKind kind, QualifiedName name, Optional<String> text)
      implements DefinitionStatement {}

  /** What has a name. */
  enum ObjectKind {
    /** A table. */
    TABLE,
    /** A column; of comments alone. */
    COLUMN,
    /** An index. */
    INDEX,
    /** A sequence. */
    SEQUENCE,
    /** A view. */
    VIEW,
    /** A schema. */
    SCHEMA
  }

  /** What happens to what depends on something. */
  enum DropBehavior {
    /** Nothing was said. */
    UNSAID,
    /** The statement is refused. */
    RESTRICT,
    /** It goes as well. */
    CASCADE
  }

  /** What can be said of a sequence. */
  enum SequenceOptionKind {
    /** Its first number. */
    START,
    /** The step between numbers. */
    INCREMENT,
    /** The least number. */
    MIN_VALUE,
    /** The least number is that of the type. */
    NO_MIN_VALUE,
    /** The greatest number. */
    MAX_VALUE,
    /** The greatest number is that of the type. */
    NO_MAX_VALUE,
    /** How many numbers are drawn at once. */
    CACHE,
    /** Each number is drawn alone. */
    NO_CACHE,
    /** It begins anew at its end. */
    CYCLE,
    /** It ends at its end. */
    NO_CYCLE,
    /** The next number, or that it begins anew. */
    RESTART
  }
}
