package io.ashlar.sql.access;

import io.ashlar.query.BooleanColumn;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.Column;
import io.ashlar.query.DateColumn;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.row.Assignments;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.ScalarForm;
import java.math.BigDecimal;

/** Gives the value of a scalar to a column of a table's statement. */
public final class ColumnStore {

  private final Column column;
  private final Scalar scalar;

  /**
   * Of one column.
   *
   * @param column the column
   * @param scalar of the column's type
   */
  public ColumnStore(Column column, Scalar scalar) {
    this.column = column;
    this.scalar = scalar;
  }

  /**
   * Computes the value and sets the column.
   *
   * @param statement of the column's table
   * @param frame the row that the value is computed for; null when it reads none
   * @throws io.ashlar.sql.error.SqlException when the value cannot be computed
   */
  public void set(Assignments<?> statement, Frame frame) {
    if (!scalar.evaluate(frame)) {
      statement.setNull(column);
    } else if (column instanceof LongColumn number) {
      statement.set(number, scalar.word());
    } else if (column instanceof IntColumn number) {
      statement.set(number, (int) scalar.word());
    } else if (column instanceof StringColumn text) {
      statement.set(text, scalar.buffer(), scalar.offset(), scalar.length());
    } else if (column instanceof BytesColumn bytes) {
      statement.set(bytes, scalar.buffer(), scalar.offset(), scalar.length());
    } else {
      setOther(statement);
    }
  }

  private void setOther(Assignments<?> statement) {
    if (column instanceof TimestampColumn time) {
      statement.setEpochMicros(time, scalar.word());
    } else if (column instanceof DateColumn date) {
      statement.setEpochDay(date, (int) scalar.word());
    } else if (column instanceof TimeColumn time) {
      statement.setMicroOfDay(time, scalar.word());
    } else if (column instanceof BooleanColumn truth) {
      statement.set(truth, scalar.word() != 0);
    } else if (column instanceof DoubleColumn real) {
      statement.set(real, scalar.real());
    } else if (column instanceof FloatColumn real) {
      statement.set(real, (float) scalar.real());
    } else if (column instanceof UuidColumn uuid) {
      statement.set(uuid, scalar.word(), scalar.low());
    } else {
      statement.set((DecimalColumn) column, decimal());
    }
  }

  private BigDecimal decimal() {
    return scalar.form() == ScalarForm.WORD
        ? BigDecimal.valueOf(scalar.word(), scalar.type().scale())
        : scalar.decimal();
  }
}
