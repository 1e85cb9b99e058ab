package io.ashlar.sql.error;

import io.ashlar.error.AshlarException;
import java.io.Serial;

/**
 * A statement cannot be understood or carried out. Nothing of it was done.
 *
 * <p>Where the fault lies in the text, the exception says where: the facts of its message begin
 * with line and column.
 */
public final class SqlException extends AshlarException {

  @Serial private static final long serialVersionUID = 1L;

  private static final int NOWHERE = -1;

  private final String sqlState;
  private final int offset;
  private final int line;
  private final int column;

  private SqlException(
      String sqlState, int offset, int line, int column, String sentence, Object[] keyValues) {
    super(sentence, null, keyValues);
    this.sqlState = sqlState;
    this.offset = offset;
    this.line = line;
    this.column = column;
  }

  /**
   * A fault at a place in the text.
   *
   * @param sqlState the code, one of {@link SqlState}
   * @param text the text of the statement
   * @param offset where the fault is, from 0 to the length of the text
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   * @return the exception
   */
  public static SqlException at(
      String sqlState, String text, int offset, String sentence, Object... keyValues) {
    int line = 1;
    int begin = 0;
    for (int i = 0; i < offset; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        line++;
        begin = i + 1;
      }
    }
    int column = text.codePointCount(begin, offset) + 1;
    Object[] facts = new Object[keyValues.length + 4];
    facts[0] = "line";
    facts[1] = line;
    facts[2] = "column";
    facts[3] = column;
    System.arraycopy(keyValues, 0, facts, 4, keyValues.length);
    return new SqlException(sqlState, offset, line, column, sentence, facts);
  }

  /**
   * A fault that is nowhere in the text.
   *
   * @param sqlState the code, one of {@link SqlState}
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   * @return the exception
   */
  public static SqlException nowhere(String sqlState, String sentence, Object... keyValues) {
    return new SqlException(sqlState, NOWHERE, 0, 0, sentence, keyValues);
  }

  /**
   * The code by which programs tell failures apart.
   *
   * @return five characters
   */
  public String sqlState() {
    return sqlState;
  }

  /**
   * Where the fault is in the text.
   *
   * @return the offset in {@code char}s, from 0; or -1 if it is nowhere in the text
   */
  public int offset() {
    return offset;
  }

  /**
   * The line of the fault. A line ends with LF, CR, or CR and LF.
   *
   * @return the line, counted from 1; 0 if it is nowhere in the text
   */
  public int line() {
    return line;
  }

  /**
   * The place of the fault within its line.
   *
   * @return the column in code points, counted from 1; 0 if it is nowhere in the text
   */
  public int column() {
    return column;
  }
}
