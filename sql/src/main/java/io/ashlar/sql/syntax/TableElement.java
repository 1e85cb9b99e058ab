package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/** Columns and constraints of a table. */
public sealed interface TableElement extends SyntaxNode {

  /**
   * A column.
   *
   * @param offset where it begins in the text
   * @param name its name
   * @param type its type
   * @param constraints what else is said
   */
  record ColumnDefinition(
      int offset, Identifier name, TypeName type, List<ColumnConstraint> constraints)
      implements TableElement {}

  /**
   * A constraint of a table.
   *
   * @param offset where it begins in the text
   * @param name its name
   * @param rule what must hold
   */
  record TableConstraint(int offset, Optional<Identifier> name, TableRule rule)
      implements TableElement {}

  /**
   * Something said of a column.
   *
   * @param offset where it begins in the text
   * @param name its name
   * @param rule what is said
   */
  record ColumnConstraint(int offset, Optional<Identifier> name, ColumnRule rule)
      implements SyntaxNode {}

  /** What can be said of a column. */
  sealed interface ColumnRule extends SyntaxNode {}

  /**
   * {@code NOT NULL}.
   *
   * @param offset where it begins in the text
   */
  record NotNull(int offset) implements ColumnRule {}

  /**
   * {@code NULL}.
   *
   * @param offset where it begins in the text
   */
  record Nullable(int offset) implements ColumnRule {}

  /**
   * {@code PRIMARY KEY}.
   *
   * @param offset where it begins in the text
   * @param descending whether great keys come first
   */
  record PrimaryColumn(int offset, boolean descending) implements ColumnRule {}

  /**
   * {@code UNIQUE}.
   *
   * @param offset where it begins in the text
   */
  record UniqueColumn(int offset) implements ColumnRule {}

  /**
   * {@code CHECK}.
   *
   * @param offset where it begins in the text
   * @param condition what must not be false
   */
  record CheckColumn(int offset, Expression condition) implements ColumnRule {}

  /**
   * {@code DEFAULT}.
   *
   * @param offset where it begins in the text
   * @param value the value
   */
  record ColumnDefault(int offset, Expression value) implements ColumnRule {}

  /**
   * {@code REFERENCES}.
   *
   * @param offset where it begins in the text
   * @param target what it refers to
   */
  record ReferenceColumn(int offset, Reference target) implements ColumnRule {}

  /**
   * {@code GENERATED AS IDENTITY}.
   *
   * @param offset where it begins in the text
   * @param always whether an insert may not give a value
   * @param options how it counts
   */
  record IdentityColumn(
      int offset, boolean always, List<DefinitionStatement.SequenceOption> options)
      implements ColumnRule {}

  /**
   * {@code AUTO_INCREMENT}.
   *
   * @param offset where it begins in the text
   */
  record AutoIncrement(int offset) implements ColumnRule {}

  /**
   * {@code GENERATED ALWAYS AS (expression)}.
   *
   * @param offset where it begins in the text
   * @param value the expression
   * @param storage whether the value is kept
   */
  record GeneratedColumn(int offset, Expression value, GeneratedStorage storage)
      implements ColumnRule {}

  /** What must hold in a table. */
  sealed interface TableRule extends SyntaxNode {}

  /**
   * {@code PRIMARY KEY}.
   *
   * @param offset where it begins in the text
   * @param key columns, at least one
   */
  record PrimaryKey(int offset, List<DefinitionStatement.KeyItem> key) implements TableRule {}

  /**
   * {@code UNIQUE}.
   *
   * @param offset where it begins in the text
   * @param key columns, at least one
   */
  record UniqueKey(int offset, List<DefinitionStatement.KeyItem> key) implements TableRule {}

  /**
   * {@code CHECK}.
   *
   * @param offset where it begins in the text
   * @param condition what must not be false
   */
  record Check(int offset, Expression condition) implements TableRule {}

  /**
   * {@code FOREIGN KEY}.
   *
   * @param offset where it begins in the text
   * @param columns the columns, at least one
   * @param target what they refer to
   */
  record ForeignKey(int offset, List<Identifier> columns, Reference target) implements TableRule {}

  /**
   * What a foreign key refers to.
   *
   * @param offset where it begins in the text
   * @param table the table
   * @param columns its columns; none means its primary key
   * @param match what nulls mean
   * @param onDelete what happens when a row is deleted
   * @param onUpdate what happens when a key is changed
   * @param deferral when it is judged
   */
  record Reference(
      int offset,
      QualifiedName table,
      List<Identifier> columns,
      MatchType match,
      ReferentialAction onDelete,
      ReferentialAction onUpdate,
      Deferral deferral)
      implements SyntaxNode {}

  /** Whether a generated value is kept. */
  enum GeneratedStorage {
    /** Nothing was said. */
    UNSAID,
    /** It is kept. */
    STORED,
    /** It is computed when it is read. */
    VIRTUAL
  }

  /** What nulls mean in a foreign key. */
  enum MatchType {
    /** Nothing was said. */
    UNSAID,
    /** One null is enough to refer to nothing. */
    SIMPLE,
    /** All columns are null or none. */
    FULL,
    /** The others must match. */
    PARTIAL
  }

  /** What happens to rows that refer to one that goes. */
  enum ReferentialAction {
    /** Nothing was said. */
    UNSAID,
    /** The statement is refused at its end. */
    NO_ACTION,
    /** The statement is refused. */
    RESTRICT,
    /** They follow. */
    CASCADE,
    /** They refer to nothing. */
    SET_NULL,
    /** They take the default. */
    SET_DEFAULT
  }

  /** When a constraint is judged. */
  enum Deferral {
    /** Nothing was said. */
    UNSAID,
    /** At the end of the statement. */
    NOT_DEFERRABLE,
    /** As the transaction says. */
    DEFERRABLE,
    /** At the end of the statement, if the transaction says nothing. */
    INITIALLY_IMMEDIATE,
    /** At commit, if the transaction says nothing. */
    INITIALLY_DEFERRED
  }
}
