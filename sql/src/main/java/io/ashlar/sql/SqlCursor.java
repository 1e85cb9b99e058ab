package io.ashlar.sql;

import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.StatementLimits;
import io.ashlar.transaction.Transaction;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * The rows of a statement's runs, one run after the other: always the same object, so that a run
 * allocates nothing. It is what drivers and servers stand on, who have an object of their own for
 * each run and check {@link #run} before they read; others take the {@link SqlResult}s of {@link
 * SqlStatement#query}, which do that.
 *
 * <p>Rows come one at a time, in constant memory unless they are sorted. Columns are numbered from
 * 0. A run belongs to the thread of its session, ends when it is closed, when its statement is
 * executed again and when its transaction ends, and must be closed: an open one keeps what it reads
 * from being given up.
 */
public final class SqlCursor implements AutoCloseable {

  private static final int SCRATCH_BYTES = 256;

  private final SqlSession session;
  private final EvaluationContext context;
  private final Reading reading;
  private final PlannedQuery query;
  private final RowSource rows;
  private final Frame frame;
  private final SqlType[] types;

  /** Of the types: asked for each value. */
  private final ScalarForm[] forms;

  /** What makes texts of columns; null until one is asked for as a text. */
  private Scalar[] texts;

  /** What texts are decoded from that fit; null until there was one. */
  private byte[] scratch;

  /** What the open run reads through. */
  private ReadTransaction through;

  /** Whether the transaction is the run's own, and ends with it. */
  private boolean alone;

  /** The number of the run, and the instant and number of its statement in the context. */
  private long run;

  private long statement;
  private long micros;

  /** When it gives up, whatever runs in between. */
  private StatementLimits limits;

  private long deadlineNs;
  private boolean open;
  private boolean onRow;

  SqlCursor(SqlSession session, PlannedQuery query) {
    this.session = session;
    this.context = session.context();
    this.reading = session.reading();
    this.query = query;
    this.rows = query.rows();
    this.frame = query.frame();
    this.types = new SqlType[query.columns().size()];
    this.forms = new ScalarForm[types.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = query.columns().get(i).type();
      forms[i] = types[i].form();
    }
  }

  /** Begins a run; the statement has begun. */
  void begin(ReadTransaction transaction, boolean own) {
    through = transaction;
    alone = own;
    boolean begun = false;
    try {
      reading.set(through);
      limits = reading.limits();
      deadlineNs = reading.deadlineNs();
      rows.open(through);
      begun = true;
    } finally {
      if (!begun) {
        fail();
      }
    }
    run++;
    open = true;
    onRow = false;
    statement = context.statements();
    micros = context.takenMicros();
  }

  private void fail() {
    ReadTransaction failed = through;
    through = null;
    try {
      rows.close();
    } finally {
      if (alone) {
        if (failed instanceof Transaction) {
          session.endOne(true);
        } else {
          failed.close();
        }
      }
    }
  }

  /**
   * The number of the run that was begun last. Each run has another.
   *
   * @return the number
   */
  public long run() {
    return run;
  }

  /**
   * Whether a run is open.
   *
   * @return false when it was closed, or its transaction has ended
   */
  public boolean isOpen() {
    return open;
  }

  /**
   * The columns.
   *
   * @return in order
   */
  public List<SqlColumn> columns() {
    return SqlColumn.listOf(query);
  }

  /**
   * Moves to the next row.
   *
   * @return false when there is none
   * @throws SqlException when a value of the row cannot be computed
   * @throws io.ashlar.error.AshlarException when rows cannot be read
   */
  public boolean next() {
    if (!open) {
      throw SqlException.nowhere(SqlState.OBJECT_NOT_IN_STATE, "The result is closed.");
    }
    reading.goOn(through, limits, deadlineNs);
    if (context.statements() != statement) {
      // Another statement has begun meanwhile; this one goes on with its own instant.
      context.goOn(statement, micros);
    }
    onRow = false;
    onRow = rows.next();
    micros = context.takenMicros();
    return onRow;
  }

  /**
   * Whether a value is null.
   *
   * @param column its number
   * @return true when it is
   */
  public boolean isNull(int column) {
    if (!onRow || column < 0 || column >= types.length) {
      throw noValue(column);
    }
    return frame.isNull(column);
  }

  private SqlException noValue(int column) {
    return onRow
        ? SqlException.nowhere(
            SqlState.UNDEFINED_COLUMN,
            "The result has no column of this number.",
            "column",
            column,
            "columns",
            types.length)
        : SqlException.nowhere(SqlState.OBJECT_NOT_IN_STATE, "The result is on no row.");
  }

  /**
   * A value of the form {@link ScalarForm#WORD}: a whole number, a boolean as 0 or 1, days of a
   * date, microseconds of a time, the digits of a decimal of up to 18 without its point. Allocates
   * nothing.
   *
   * @param column its number; not null in this row
   * @return the value
   */
  public long getLong(int column) {
    check(column, ScalarForm.WORD);
    return frame.word(column);
  }

  /**
   * A value of type REAL or DOUBLE. Allocates nothing.
   *
   * @param column its number; not null in this row
   * @return the value
   */
  public double getDouble(int column) {
    check(column, ScalarForm.REAL);
    return frame.real(column);
  }

  private void check(int column, ScalarForm form) {
    if (isNull(column) || forms[column] != form) {
      throw SqlException.nowhere(
          SqlState.DATATYPE_MISMATCH,
          "The value is null or of another type.",
          "column",
          column,
          "type",
          types[column]);
    }
  }

  /**
   * A value of any type as text, as CAST gives it.
   *
   * @param column its number
   * @return the text; null for null
   */
  public String getString(int column) {
    if (isNull(column)) {
      return null;
    }
    if (texts == null) {
      texts = new Scalar[types.length];
    }
    if (texts[column] == null) {
      Scalar value = ColumnReference.of(types[column], column);
      texts[column] =
          types[column].kind().isBinary() ? value : Casts.explicit(value, SqlType.TEXT, context);
    }
    Scalar text = texts[column];
    return text.evaluate(frame) ? string(text.buffer(), text.offset(), text.length()) : null;
  }

  private String string(DirectBuffer buffer, int offset, int length) {
    if (scratch == null) {
      scratch = new byte[SCRATCH_BYTES];
    }
    byte[] bytes = length > SCRATCH_BYTES ? new byte[length] : scratch;
    buffer.getBytes(offset, bytes, 0, length);
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * The bytes of a byte string, or of a text in UTF-8.
   *
   * @param column its number
   * @return a copy; null for null
   */
  public byte[] getBytes(int column) {
    if (isNull(column)) {
      return null;
    }
    check(column, ScalarForm.BYTES);
    byte[] bytes = new byte[frame.length(column)];
    frame.buffer(column).getBytes(frame.offset(column), bytes);
    return bytes;
  }

  /**
   * A decimal.
   *
   * @param column its number
   * @return the value; null for null
   */
  public BigDecimal getDecimal(int column) {
    if (isNull(column)) {
      return null;
    }
    if (forms[column] == ScalarForm.DECIMAL) {
      return frame.decimal(column);
    }
    check(column, ScalarForm.WORD);
    return BigDecimal.valueOf(frame.word(column), types[column].scale());
  }

  /**
   * A UUID.
   *
   * @param column its number
   * @return the value; null for null
   */
  public UUID getUuid(int column) {
    if (isNull(column)) {
      return null;
    }
    check(column, ScalarForm.PAIR);
    if (types[column].kind() != SqlKind.UUID) {
      throw SqlException.nowhere(
          SqlState.DATATYPE_MISMATCH, "The value is no UUID.", "column", column);
    }
    return new UUID(frame.word(column), frame.low(column));
  }

  /** Ends the run; its transaction too, if it was begun for it. */
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    onRow = false;
    ReadTransaction ended = through;
    through = null;
    try {
      rows.close();
    } finally {
      if (!alone) {
        session.ended(this);
      } else if (!(ended instanceof Transaction one)) {
        ended.close();
      } else if (one.active()) {
        session.endOne(false);
      }
    }
  }
}
