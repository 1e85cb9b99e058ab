package io.ashlar.fuzz.script.schema;

/** One step of a change of a table. */
public sealed interface Change {

  /** A column more. */
  record AddColumn(ColumnSpec column) implements Change {}

  /** A column less. */
  record DropColumn(String column) implements Change {}

  /** Another name of a column. */
  record RenameColumn(String column, String to) implements Change {}

  /** A wider type. */
  record WidenColumn(String column, Type type) implements Change {}

  /** Null allowed or forbidden. */
  record SetNullable(String column, boolean nullable) implements Change {}

  /** Another default; null for none. */
  record SetDefault(String column, Object value) implements Change {}

  /** Another greatest length of values; 0 for none. */
  record SetMaxLength(String column, int length) implements Change {}

  /** A check more. */
  record AddCheck(CheckSpec check) implements Change {}

  /** A check less. */
  record DropCheck(String check) implements Change {}

  /** A foreign key more; the only step of its change. */
  record AddForeignKey(ForeignKeySpec foreignKey) implements Change {}

  /** A foreign key less; the only step of its change. */
  record DropForeignKey(String foreignKey) implements Change {}

  /** Another name of the table. */
  record RenameTable(String to) implements Change {}
}
