package io.ashlar.jdbc.connection;

import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.sql.SqlStatement;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The values of the parameters of one execution, or of the rows of a batch one after the other.
 * Numbers are kept without an object.
 */
final class ParameterRow {

  private static final byte UNSET = 0;
  private static final byte NULL = 1;
  private static final byte WHOLE = 2;
  private static final byte REAL = 3;
  private static final byte TRUTH = 4;
  private static final byte TEXT = 5;
  private static final byte OBJECT = 6;

  private final int width;
  private byte[] kinds;
  private long[] words;
  private Object[] objects;

  /** Where the row that is set begins. */
  private int base;

  /** How many rows stand before it. */
  private int rows;

  ParameterRow(int width) {
    this.width = width;
    this.kinds = new byte[width];
    this.words = new long[width];
    this.objects = new Object[width];
  }

  int width() {
    return width;
  }

  /** How many rows stand before the one that is set. */
  int rows() {
    return rows;
  }

  private int at(int parameter) throws SQLException {
    if (parameter < 1 || parameter > width) {
      throw SqlStates.failure(
          SqlStates.INVALID_ARGUMENT,
          "The statement has no parameter of this number.",
          "parameter",
          parameter,
          "parameters",
          width);
    }
    return base + parameter - 1;
  }

  void set(int parameter, long value) throws SQLException {
    int at = at(parameter);
    kinds[at] = WHOLE;
    words[at] = value;
  }

  void set(int parameter, double value) throws SQLException {
    int at = at(parameter);
    kinds[at] = REAL;
    words[at] = Double.doubleToRawLongBits(value);
  }

  void set(int parameter, boolean value) throws SQLException {
    int at = at(parameter);
    kinds[at] = TRUTH;
    words[at] = value ? 1 : 0;
  }

  void set(int parameter, String value) throws SQLException {
    int at = at(parameter);
    kinds[at] = value == null ? NULL : TEXT;
    objects[at] = value;
  }

  void setObject(int parameter, Object value) throws SQLException {
    int at = at(parameter);
    kinds[at] = value == null ? NULL : OBJECT;
    objects[at] = value;
  }

  void clear() {
    Arrays.fill(kinds, base, base + width, UNSET);
    Arrays.fill(objects, base, base + width, null);
  }

  /** Keeps the row; the next begins with its values. */
  void addRow() throws SQLException {
    checkSet(base);
    rows++;
    int next = base + width;
    if (next + width > kinds.length) {
      int capacity = 2 * kinds.length + width;
      kinds = Arrays.copyOf(kinds, capacity);
      words = Arrays.copyOf(words, capacity);
      objects = Arrays.copyOf(objects, capacity);
    }
    System.arraycopy(kinds, base, kinds, next, width);
    System.arraycopy(words, base, words, next, width);
    System.arraycopy(objects, base, objects, next, width);
    base = next;
  }

  /** Gives up the rows that were kept; the values that are set stay. */
  void clearRows() {
    if (base > 0) {
      System.arraycopy(kinds, base, kinds, 0, width);
      System.arraycopy(words, base, words, 0, width);
      System.arraycopy(objects, base, objects, 0, width);
      Arrays.fill(objects, width, objects.length, null);
    }
    base = 0;
    rows = 0;
  }

  private void checkSet(int from) throws SQLException {
    for (int i = 0; i < width; i++) {
      if (kinds[from + i] == UNSET) {
        throw SqlStates.failure(
            SqlStates.MISSING_PARAMETER, "A parameter has no value.", "parameter", i + 1);
      }
    }
  }

  /** Binds the row that is set. */
  void bind(SqlStatement statement) throws SQLException {
    bindFrom(base, statement);
  }

  /** Binds a row that was kept. */
  void bindRow(int row, SqlStatement statement) throws SQLException {
    bindFrom(row * width, statement);
  }

  private void bindFrom(int from, SqlStatement statement) throws SQLException {
    for (int i = 0; i < width; i++) {
      bindOne(statement, i, from + i);
    }
  }

  private void bindOne(SqlStatement statement, int parameter, int at) throws SQLException {
    SqlStatement bound =
        switch (kinds[at]) {
          case WHOLE -> statement.bind(parameter, words[at]);
          case REAL -> statement.bind(parameter, Double.longBitsToDouble(words[at]));
          case TRUTH -> statement.bind(parameter, words[at] != 0);
          case TEXT -> statement.bind(parameter, (String) objects[at]);
          case OBJECT -> bindObject(statement, parameter, objects[at]);
          case NULL -> statement.bindNull(parameter);
          default ->
              throw SqlStates.failure(
                  SqlStates.MISSING_PARAMETER,
                  "A parameter has no value.",
                  "parameter",
                  parameter + 1);
        };
    assert bound == statement;
  }

  private static SqlStatement bindObject(SqlStatement statement, int parameter, Object value) {
    return value instanceof BigDecimal decimal
        ? statement.bind(parameter, decimal)
        : statement.bindValue(parameter, value);
  }
}
