package io.ashlar.sqltest.oracle;

import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Select;
import io.ashlar.sqltest.query.Term;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What an engine says to a query.
 *
 * @param rows values as text, equal for equal values whatever engine they come from; null when it
 *     failed
 * @param state the SQLSTATE of the failure, empty where the driver gives none
 * @param failure its message; null when it did not fail
 */
record Answer(List<String> rows, String state, String failure) {

  private static final int SHOWN = 12;

  /** Digits of approximate numbers that count: sums in another order differ in the last ones. */
  private static final MathContext DIGITS = new MathContext(9);

  static Answer failed(Exception e) {
    String state =
        e instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    return new Answer(null, state, e instanceof SQLException ? e.getMessage() : e.toString());
  }

  /** The rows of a query, in their order where it gives one. */
  static Answer of(ResultSet result, Select query) throws SQLException {
    return of(result, query.items().stream().map(Term::kind).toList(), !query.order().isEmpty());
  }

  static Answer of(ResultSet result, List<Kind> kinds, boolean ordered) throws SQLException {
    List<String> rows = new ArrayList<>();
    StringBuilder row = new StringBuilder();
    while (result.next()) {
      row.setLength(0);
      for (int i = 0; i < kinds.size(); i++) {
        row.append(i == 0 ? "" : ", ").append(text(result, i + 1, kinds.get(i)));
      }
      rows.add(row.toString());
    }
    if (!ordered) {
      Collections.sort(rows);
    }
    return new Answer(rows, "", null);
  }

  /** What a change has given back, and what is there behind it. */
  Answer before(Answer table) {
    List<String> all = new ArrayList<>(rows);
    all.add("leaves");
    all.addAll(table.rows);
    return new Answer(all, "", null);
  }

  private static String text(ResultSet result, int column, Kind kind) throws SQLException {
    if (kind == Kind.DATE || kind == Kind.TEXT) {
      String text = result.getString(column);
      return text == null ? "null" : "'" + text + "'";
    }
    Object value = result.getObject(column);
    if (value == null) {
      return "null";
    }
    if (kind == Kind.BOOL) {
      boolean truth = value instanceof Boolean given ? given : ((Number) value).intValue() != 0;
      return Boolean.toString(truth);
    }
    return number(value, kind == Kind.INT || kind == Kind.LONG);
  }

  private static String number(Object value, boolean whole) {
    if (value instanceof Double real && !Double.isFinite(real)) {
      return real.toString();
    }
    BigDecimal exact = new BigDecimal(value.toString());
    boolean exactly = whole && exact.stripTrailingZeros().scale() <= 0;
    BigDecimal rounded = exactly ? exact : exact.round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  boolean isFailure() {
    return rows == null;
  }

  /** Whether a value could not be computed, which depends on what is evaluated first. */
  boolean isBadValue() {
    return isFailure() && state.startsWith("22");
  }

  /** Whether a constraint refused a row, which depends on what was made of it. */
  boolean isBadRow() {
    return isFailure() && state.startsWith("23");
  }

  String shown() {
    if (isFailure()) {
      return "error " + state + " " + failure.lines().findFirst().orElse("");
    }
    String more = rows.size() > SHOWN ? " ..." : "";
    return rows.size() + " rows " + rows.subList(0, Math.min(SHOWN, rows.size())) + more;
  }
}
