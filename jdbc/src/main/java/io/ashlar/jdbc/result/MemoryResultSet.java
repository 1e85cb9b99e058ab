package io.ashlar.jdbc.result;

import io.ashlar.jdbc.error.SqlStates;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** Rows in memory, which can be walked in any order. */
public final class MemoryResultSet extends ValueResultSet {

  /**
   * A value of which the text is no matter of course.
   *
   * @param word its value in the form WORD
   * @param text its text
   */
  public record Told(long word, String text) {}

  /** What follows the close of a result. */
  public interface Ending {

    /**
     * The result has been closed.
     *
     * @throws SQLException when what hangs on it cannot be closed
     */
    void end() throws SQLException;
  }

  private final ResultColumns columns;
  private final Statement statement;
  private final Ending ending;
  private List<Object[]> rows;

  /** The number of the row that it is on, from 1. */
  private int row;

  private int fetchSize;
  private int fetchDirection = FETCH_FORWARD;

  /**
   * Of rows.
   *
   * @param columns the columns
   * @param rows their values: Long or {@link Told} for the form WORD, Double for REAL, BigDecimal,
   *     String for texts, {@code byte[]} for byte strings, UUID
   * @param statement whose result it is, or null
   * @param ending runs once when it is closed
   */
  public MemoryResultSet(
      ResultColumns columns, List<Object[]> rows, Statement statement, Ending ending) {
    this.columns = columns;
    this.rows = rows;
    this.statement = statement;
    this.ending = ending;
  }

  @Override
  protected ResultColumns columns() {
    return columns;
  }

  @Override
  protected void checkOpen() throws SQLException {
    if (rows == null) {
      throw SqlStates.closed("result");
    }
  }

  @Override
  protected void checkRow() throws SQLException {
    checkOpen();
    if (row < 1 || row > rows.size()) {
      throw SqlStates.failure(SqlStates.CALL_SEQUENCE, "The result is on no row.");
    }
  }

  private Object at(int column) {
    return rows.get(row - 1)[column];
  }

  @Override
  protected boolean isNullAt(int column) {
    return at(column) == null;
  }

  @Override
  public long wordAt(int column) {
    Object value = at(column);
    if (value instanceof BigDecimal decimal) {
      return decimal.unscaledValue().longValueExact();
    }
    return value instanceof Told told ? told.word : ((Number) value).longValue();
  }

  @Override
  public double realAt(int column) {
    return ((Number) at(column)).doubleValue();
  }

  @Override
  public BigDecimal decimalAt(int column) {
    return (BigDecimal) at(column);
  }

  @Override
  public UUID uuidAt(int column) {
    return (UUID) at(column);
  }

  @Override
  public byte[] bytesAt(int column) {
    return at(column) instanceof byte[] bytes
        ? bytes.clone()
        : textAt(column).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String textAt(int column) {
    Object value = at(column);
    if (value instanceof Told told) {
      return told.text;
    }
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  private boolean moveTo(long wanted) throws SQLException {
    checkOpen();
    row = (int) Math.max(0, Math.min(wanted, rows.size() + 1L));
    return row >= 1 && row <= rows.size();
  }

  @Override
  public boolean next() throws SQLException {
    return moveTo(row + 1L);
  }

  @Override
  public boolean previous() throws SQLException {
    return moveTo(row - 1L);
  }

  @Override
  public boolean absolute(int number) throws SQLException {
    checkOpen();
    return moveTo(number < 0 ? rows.size() + 1L + number : number);
  }

  @Override
  public boolean relative(int steps) throws SQLException {
    return moveTo((long) row + steps);
  }

  @Override
  public boolean first() throws SQLException {
    return moveTo(1);
  }

  @Override
  public boolean last() throws SQLException {
    checkOpen();
    return moveTo(rows.size());
  }

  @Override
  public void beforeFirst() throws SQLException {
    checkOpen();
    row = 0;
  }

  @Override
  public void afterLast() throws SQLException {
    checkOpen();
    row = rows.size() + 1;
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return row == 0 && !rows.isEmpty();
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return row > rows.size() && !rows.isEmpty();
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return row == 1 && !rows.isEmpty();
  }

  @Override
  public boolean isLast() throws SQLException {
    checkOpen();
    return row == rows.size() && !rows.isEmpty();
  }

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return row > rows.size() ? 0 : row;
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    fetchDirection = fetchDirection(direction);
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return fetchDirection;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    fetchSize = fetchSize(rows);
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public Statement getStatement() throws SQLException {
    checkOpen();
    return statement;
  }

  @Override
  public void close() throws SQLException {
    if (rows != null) {
      rows = null;
      ending.end();
    }
  }

  @Override
  public boolean isClosed() {
    return rows == null;
  }
}
