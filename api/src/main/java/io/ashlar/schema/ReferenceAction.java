package io.ashlar.schema;

/** What becomes of the rows that reference a row which is deleted, or whose key is changed. */
public enum ReferenceAction {

  /** The statement is refused if, at its end, rows reference a key that no row has any more. */
  NO_ACTION,

  /**
   * The statement is refused as soon as it takes away a key that rows reference; where a table
   * references itself, at its end, also when another row has the key by then.
   */
  RESTRICT,

  /** The rows are deleted with the row, or get its new key. */
  CASCADE,

  /** The referencing columns of the rows are set to null. */
  SET_NULL
}
