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

  /** A check more. */
  record AddCheck(CheckSpec check) implements Change {}

  /** A check less. */
  record DropCheck(String check) implements Change {}

  /** Another name of the table. */
  record RenameTable(String to) implements Change {}
}
