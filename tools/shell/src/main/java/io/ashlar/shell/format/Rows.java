package io.ashlar.shell.format;

import java.util.List;

/** Rows to be shown, one at a time. */
public interface Rows {

  /**
   * A column.
   *
   * @param name its name
   * @param kind what its values are
   */
  record Column(String name, Kind kind) {}

  /** What values are, as far as formats care. */
  enum Kind {
    /** Whatever else. */
    TEXT,
    /** A number. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** Bytes, as hexadecimal digits. */
    BYTES
  }

  /**
   * The columns.
   *
   * @return in order
   */
  List<Column> columns();

  /**
   * Moves to the next row.
   *
   * @return false when there is none
   */
  boolean next();

  /**
   * A value of the row.
   *
   * @param column its number, from 0
   * @return its text; null for null
   */
  String value(int column);
}
