package io.ashlar.sql;

import io.ashlar.argument.Arguments;
import io.ashlar.row.Bindings;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.LiftedLiterals;
import io.ashlar.sql.bind.ParameterSlots;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.parse.ParsedStatement;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.sql.plan.SubqueryPlanner;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.type.SqlType;
import io.ashlar.transaction.StatementLimits;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * A statement that can be executed again and again with other values of its parameters. It is
 * planned when it is prepared, and anew when one of its tables has been redefined since. Parameters
 * are numbered from 0 and null until they are bound; values stay bound. A value of another type
 * than the parameter's is cast, and refused when it does not fit.
 *
 * <p>Belongs to the thread of its session. One result of it can be open at a time.
 *
 * <p>Long because each Java type that can be bound has a method.
 */
public final class SqlStatement implements Bindings<SqlStatement>, AutoCloseable {

  private final SqlSession session;
  private final ParsedStatement parsed;
  private final KeyColumns keys;

  /** What was parsed: faults are placed in it. */
  private final String parsedText;

  /** The literals that its parameters stand for; null for a statement of its own text. */
  private final LiftedLiterals lifted;

  /** Takes it back when it is closed; null when it is closed for good then. */
  private final StatementCache cache;

  private String text;

  /** What a driver keeps with it. */
  private Object attachment;

  private final StatementParameters parameters;
  private Prepared prepared;
  private SqlCursor cursor;

  /** What shows the rows that the last run of a change has inserted; null for none. */
  private SqlCursor keysCursor;

  private StatementLimits limits = StatementLimits.none();
  private boolean closed;

  private boolean idle;

  SqlStatement(
      SqlSession session,
      String text,
      String parsedText,
      KeyColumns keys,
      LiftedLiterals lifted,
      StatementCache cache) {
    this.keys = keys;
    this.session = session;
    this.text = text;
    this.parsedText = parsedText;
    this.parsed = session.parse(parsedText);
    this.lifted = lifted;
    this.cache = cache;
    ParameterSlots slots = slots(null);
    this.parameters = new StatementParameters(slots, session.context());
    plan(slots);
  }

  private ParameterSlots slots(SqlType[] types) {
    return lifted == null
        ? new ParameterSlots(parsed.parameterCount(), types)
        : new ParameterSlots(lifted.lifting());
  }

  LiftedLiterals lifted() {
    return lifted;
  }

  /** Whether it can be run as it is planned. */
  boolean isFresh() {
    return prepared == null || prepared.isFresh();
  }

  /** It is used again, for a text. */
  void reuse(String newText) {
    text = newText;
    idle = false;
  }

  private void plan(ParameterSlots slots) {
    Tables tables = new Tables(session.database());
    SubqueryPlanner subqueries = new SubqueryPlanner(tables);
    Binding binding = session.binding(parsedText, slots, subqueries);
    use(Prepared.of(parsed, keys, binding, tables, subqueries, session.settings()));
  }

  private void use(Prepared plan) {
    prepared = plan;
    cursor = prepared == null ? null : cursor(prepared.query());
    keysCursor = prepared == null ? null : cursor(prepared.keys());
  }

  private SqlCursor cursor(PlannedQuery query) {
    return query == null ? null : new SqlCursor(session, query);
  }

  /** Plans anew where a table was redefined; values of parameters are kept. */
  private void refresh() {
    checkOpen();
    if (parameters.isWaiting()) {
      widen();
    }
    if (isFresh()) {
      return;
    }
    List<SqlColumn> before = columns();
    if (lifted != null) {
      lifted.renew();
    }
    ParameterSlots slots = slots(parameters.types());
    Prepared old = prepared;
    plan(slots);
    old.release();
    parameters.planned(slots);
    if (!before.equals(columns())) {
      throw SqlException.nowhere(
          SqlState.FEATURE_NOT_SUPPORTED,
          "A table was changed, so that the statement has another result; prepare it again.",
          "statement",
          text);
    }
  }

  /** Plans for the numbers that wait; where that gives another result, they are refused. */
  private void widen() {
    List<SqlColumn> before = columns();
    Prepared old = prepared;
    ParameterSlots slots = slots(parameters.types());
    boolean done = false;
    try {
      plan(slots);
      done = before.equals(columns());
    } catch (SqlException impossible) {
      // Refused below, by the value.
    }
    if (!done) {
      if (prepared != old) {
        prepared.release();
      }
      use(old);
      throw parameters.refused();
    }
    old.release();
    parameters.planned(slots);
  }

  private void checkOpen() {
    if (closed || idle) {
      throw SqlException.nowhere(SqlState.OBJECT_NOT_IN_STATE, "The statement is closed.");
    }
  }

  /**
   * The text that was prepared.
   *
   * @return the text
   */
  public String text() {
    return text;
  }

  /**
   * How many parameters there are.
   *
   * @return the number
   */
  public int parameterCount() {
    return parameters.count();
  }

  /**
   * What a parameter is taken for.
   *
   * @param parameter its number, from 0
   * @return its type
   */
  public SqlType parameterType(int parameter) {
    return values().slot(parameter).type();
  }

  /**
   * Whether the statement gives rows: a query, or a change with RETURNING.
   *
   * @return false for one that changes rows and gives none back, the schema or the session
   */
  public boolean hasRows() {
    return prepared != null && prepared.query() != null;
  }

  /**
   * Whether the statement inserts, updates or deletes rows, with RETURNING or without, so that its
   * count means something.
   *
   * @return false for a query, and for what changes the schema or the session
   */
  public boolean changesRows() {
    return prepared != null && prepared.change() != null;
  }

  /**
   * The columns of the rows.
   *
   * @return empty when there are no rows
   */
  public List<SqlColumn> columns() {
    return hasRows() ? SqlColumn.listOf(prepared.query()) : List.of();
  }

  /**
   * Runs a query, or a change with RETURNING, of which all rows have been changed when this
   * returns. A result of this statement that is still open is closed.
   *
   * @return its rows, which the caller closes
   * @throws SqlException when the statement is no query, or cannot be carried out
   * @throws io.ashlar.error.AshlarException when the database refuses
   */
  public SqlResult query() {
    return new SqlResult(open());
  }

  /**
   * Runs a query as {@link #query} does, and allocates nothing for it. A run of this statement that
   * is still open is closed.
   *
   * @return its rows, always by the same object until the statement is planned anew; the caller
   *     closes it
   * @throws SqlException when the statement is no query, or cannot be carried out
   * @throws io.ashlar.error.AshlarException when the database refuses
   */
  public SqlCursor open() {
    endResult();
    refresh();
    if (!hasRows()) {
      throw SqlException.nowhere(
          SqlState.OBJECT_NOT_IN_STATE, "The statement gives no rows.", "statement", text);
    }
    session.reading().setLimits(limits);
    session.query(prepared, cursor);
    return cursor;
  }

  /**
   * Runs a statement that gives no rows.
   *
   * @return how many rows it inserted, updated or deleted; 0 for other statements
   * @throws SqlException when the statement is a query, or cannot be carried out
   * @throws io.ashlar.error.AshlarException when the database refuses
   */
  public long execute() {
    endResult();
    refresh();
    if (hasRows()) {
      throw SqlException.nowhere(
          SqlState.OBJECT_NOT_IN_STATE, "The statement gives rows.", "statement", text);
    }
    session.reading().setLimits(limits);
    if (prepared == null && parsed.parameterCount() > 0) {
      throw SqlException.nowhere(
          SqlState.FEATURE_NOT_SUPPORTED,
          "A statement of this kind has no parameters.",
          "parameters",
          parsed.parameterCount());
    }
    return prepared == null
        ? session.command(parsed.statement(), text)
        : session.change(prepared.change());
  }

  /**
   * What the last execution tells of the rows that it has inserted, or changed instead: those
   * columns that the statement {@linkplain SqlSession#prepare(String, KeyColumns) was prepared}
   * for, a row for each in the order in which they were written.
   *
   * @return the rows, to be read once, and closed by the caller or with the next execution; empty
   *     when there are no such columns, or the statement inserts nothing
   */
  public Optional<SqlCursor> generatedKeys() {
    checkOpen();
    if (keysCursor == null) {
      return Optional.empty();
    }
    keysCursor.close();
    keysCursor.begin(null, false);
    return Optional.of(keysCursor);
  }

  private StatementParameters values() {
    checkOpen();
    return parameters;
  }

  @Override
  public SqlStatement bind(int parameter, boolean value) {
    values().set(parameter, value);
    return this;
  }

  @Override
  public SqlStatement bind(int parameter, long value) {
    values().set(parameter, value);
    return this;
  }

  @Override
  public SqlStatement bind(int parameter, double value) {
    values().set(parameter, value);
    return this;
  }

  @Override
  public SqlStatement bind(int parameter, CharSequence value) {
    if (value == null) {
      return bindNull(parameter);
    }
    values().set(parameter, value);
    return this;
  }

  @Override
  public SqlStatement bind(int parameter, DirectBuffer value, int offset, int length) {
    values().set(parameter, value, offset, length);
    return this;
  }

  @Override
  public SqlStatement bind(int parameter, byte[] value) {
    if (value == null) {
      return bindNull(parameter);
    }
    values().set(parameter, value);
    return this;
  }

  @Override
  public SqlStatement bind(int parameter, BigDecimal value) {
    return bindValue(parameter, value);
  }

  @Override
  public SqlStatement bindValue(int parameter, Object value) {
    if (value == null) {
      return bindNull(parameter);
    }
    values().setObject(parameter, value);
    return this;
  }

  @Override
  public SqlStatement bindNull(int parameter) {
    values().setNull(parameter);
    return this;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Each scan of the statement has the time for itself, counted from its opening.
   */
  @Override
  public SqlStatement limitedBy(StatementLimits value) {
    checkOpen();
    limits = Arguments.given(value, "value");
    return this;
  }

  private void endResult() {
    if (cursor != null) {
      cursor.close();
    }
    if (keysCursor != null) {
      keysCursor.close();
    }
  }

  /**
   * What {@link #attach} left here.
   *
   * @return null at first
   */
  public Object attachment() {
    return attachment;
  }

  /**
   * Keeps something with the statement, for drivers: it is there again when the session gives the
   * statement out again.
   *
   * @param value anything
   */
  public void attach(Object value) {
    attachment = value;
  }

  /**
   * Closes the statement, and its result if one is open. One that the session keeps ({@link
   * SqlSession#take}) goes back to it.
   */
  @Override
  public void close() {
    if (closed || idle) {
      return;
    }
    if (cache == null) {
      release();
      return;
    }
    endResult();
    limits = StatementLimits.none();
    for (int i = 0; i < parameters.count(); i++) {
      parameters.setNull(i);
    }
    idle = true;
    cache.giveBack(this);
  }

  /** Closes the statement for good. */
  void release() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      endResult();
    } finally {
      session.forget(this);
      if (prepared != null) {
        prepared.release();
      }
    }
  }

  /** What it tells of the rows that it inserts. */
  KeyColumns keys() {
    return keys;
  }

  /** Prepares a text for a session; for its cache, if there is one. */
  static SqlStatement prepare(
      SqlSession session, String text, KeyColumns keys, StatementCache cache) {
    Arguments.requireGiven(text, "text");
    Arguments.requireGiven(keys, "keys");
    return new SqlStatement(session, text, text, keys, null, cache);
  }
}
