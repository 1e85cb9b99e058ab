package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/** One change of a table. */
public sealed interface AlterAction extends SyntaxNode {

  /**
   * {@code ADD COLUMN}.
   *
   * @param offset where it begins in the text
   * @param ifNotExists whether one that is there is left alone
   * @param column the column
   */
  record AddColumn(int offset, boolean ifNotExists, TableElement.ColumnDefinition column)
      implements AlterAction {}

  /**
   * {@code DROP COLUMN}.
   *
   * @param offset where it begins in the text
   * @param ifExists whether one that is not there is passed over
   * @param column the column
   * @param behavior what happens to what depends on it
   */
  record DropColumn(
      int offset, boolean ifExists, Identifier column, DefinitionStatement.DropBehavior behavior)
      implements AlterAction {}

  /**
   * {@code ALTER COLUMN TYPE}.
   *
   * @param offset where it begins in the text
   * @param column the column
   * @param type its new type
   * @param using how the new value is computed
   */
  record SetType(int offset, Identifier column, TypeName type, Optional<Expression> using)
      implements AlterAction {}

  /**
   * {@code ALTER COLUMN SET DEFAULT}.
   *
   * @param offset where it begins in the text
   * @param column the column
   * @param value the default
   */
  record SetDefault(int offset, Identifier column, Expression value) implements AlterAction {}

  /**
   * {@code ALTER COLUMN DROP DEFAULT}.
   *
   * @param offset where it begins in the text
   * @param column the column
   */
  record DropDefault(int offset, Identifier column) implements AlterAction {}

  /**
   * {@code ALTER COLUMN SET NOT NULL}.
   *
   * @param offset where it begins in the text
   * @param column the column
   */
  record SetNotNull(int offset, Identifier column) implements AlterAction {}

  /**
   * {@code ALTER COLUMN DROP NOT NULL}.
   *
   * @param offset where it begins in the text
   * @param column the column
   */
  record DropNotNull(int offset, Identifier column) implements AlterAction {}

  /**
   * {@code ALTER COLUMN ADD GENERATED AS IDENTITY}.
   *
   * @param offset where it begins in the text
   * @param column the column
   * @param identity how it counts
   */
  record AddIdentity(int offset, Identifier column, TableElement.IdentityColumn identity)
      implements AlterAction {}

  /**
   * {@code ALTER COLUMN DROP IDENTITY}.
   *
   * @param offset where it begins in the text
   * @param column the column
   * @param ifExists whether a column without one is left alone
   */
  record DropIdentity(int offset, Identifier column, boolean ifExists) implements AlterAction {}

  /**
   * {@code ALTER COLUMN RESTART}.
   *
   * @param offset where it begins in the text
   * @param column the column
   * @param next the next number; the first if it was not said
   */
  record RestartIdentity(int offset, Identifier column, Optional<Long> next)
      implements AlterAction {}

  /**
   * {@code RENAME COLUMN}.
   *
   * @param offset where it begins in the text
   * @param column the column
   * @param newName its new name
   */
  record RenameColumn(int offset, Identifier column, Identifier newName) implements AlterAction {}

  /**
   * {@code RENAME CONSTRAINT}.
   *
   * @param offset where it begins in the text
   * @param constraint the constraint
   * @param newName its new name
   */
  record RenameConstraint(int offset, Identifier constraint, Identifier newName)
      implements AlterAction {}

  /**
   * {@code RENAME TO}.
   *
   * @param offset where it begins in the text
   * @param newName the new name of the table
   */
  record RenameTable(int offset, Identifier newName) implements AlterAction {}

  /**
   * {@code ADD CONSTRAINT}.
   *
   * @param offset where it begins in the text
   * @param constraint the constraint
   */
  record AddConstraint(int offset, TableElement.TableConstraint constraint)
      implements AlterAction {}

  /**
   * {@code DROP CONSTRAINT}.
   *
   * @param offset where it begins in the text
   * @param ifExists whether one that is not there is passed over
   * @param constraint the constraint
   * @param behavior what happens to what depends on it
   */
  record DropConstraint(
      int offset,
      boolean ifExists,
      Identifier constraint,
      DefinitionStatement.DropBehavior behavior)
      implements AlterAction {}

  /**
   * {@code DROP PRIMARY KEY}.
   *
   * @param offset where it begins in the text
   */
  record DropPrimaryKey(int offset) implements AlterAction {}

  /**
   * {@code ADD PARTITION FOR}.
   *
   * @param offset where it begins in the text
   * @param values values that belong into it, at least one
   */
  record AddPartition(int offset, List<Expression> values) implements AlterAction {}

  /**
   * {@code DROP PARTITION}.
   *
   * @param offset where it begins in the text
   * @param name its name
   */
  record DropPartition(int offset, String name) implements AlterAction {}

  /**
   * {@code EXPIRE}.
   *
   * @param offset where it begins in the text
   * @param expiry when rows expire
   */
  record SetExpiry(int offset, TableClause.Expiry expiry) implements AlterAction {}

  /**
   * {@code EXPIRE NEVER}.
   *
   * @param offset where it begins in the text
   */
  record NeverExpire(int offset) implements AlterAction {}

  /**
   * {@code KEEP HISTORY}.
   *
   * @param offset where it begins in the text
   * @param history for how long
   */
  record KeepHistory(int offset, TableClause.History history) implements AlterAction {}

  /**
   * {@code KEEP NO HISTORY}.
   *
   * @param offset where it begins in the text
   */
  record KeepNoHistory(int offset) implements AlterAction {}
}
