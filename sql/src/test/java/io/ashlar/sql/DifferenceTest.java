package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random expressions give what H2 and SQLite give. Left out, because the engines disagree with each
 * other or with PostgreSQL, whom we follow: quotients of decimals (scale), overflow (SQLite goes on
 * in doubles), division by zero (SQLite gives null; in H2 it depends on what is evaluated first),
 * upper and lower case beyond ASCII (SQLite), code points of two chars, of which H2 counts both,
 * and places below 1 in substrings.
 */
class DifferenceTest {

  private static final int EXPRESSIONS = 1_500;
  private static final int DEPTH = 4;

  private static final List<String> NAMES = List.of("i", "j", "l", "d", "n", "m", "s", "t");
  private static final List<SqlType> TYPES =
      List.of(
          SqlType.INTEGER,
          SqlType.INTEGER,
          SqlType.BIGINT,
          SqlType.DOUBLE,
          SqlType.decimal(10, 2),
          SqlType.decimal(6, 3),
          SqlType.varchar(20),
          SqlType.varchar(20));

  /** The values of each row, as literals. */
  private static final String[][] ROWS = {
    {"1", "2", "3", "0.5", "1.50", "1.500", "'abc'", "'b'"},
    {"0", "-7", "100000", "-2.25", "-0.01", "0.010", "''", "' x '"},
    {"null", "5", "-3", "null", "12345678.90", "null", "'Hello World'", "'%o_'"},
    {"2147483647", "null", "9007199254740993", "1e10", "null", "-999.999", "null", "'héllo€'"},
    {"-5", "3", "null", "0", "0.00", "2.000", "'aaa'", "null"},
    {"12", "12", "12", "12", "12.00", "12.000", "'b'", "'b'"},
  };

  private final EvaluationContext context = new EvaluationContext();
  private final List<Frame> frames = new ArrayList<>();
  private final Map<String, Scalar> columns = new HashMap<>();
  private Connection h2;
  private Connection sqlite;

  @BeforeEach
  void fill() throws SQLException {
    h2 = DriverManager.getConnection("jdbc:h2:mem:");
    sqlite = DriverManager.getConnection("jdbc:sqlite::memory:");
    try (Statement statement = sqlite.createStatement()) {
      statement.execute("pragma case_sensitive_like = on");
    }
    for (Connection connection : List.of(h2, sqlite)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table r (id integer, i integer, j integer, l bigint, d double precision,"
                + " n numeric(10,2), m numeric(6,3), s varchar(20), t varchar(20))");
        for (int row = 0; row < ROWS.length; row++) {
          statement.execute(
              "insert into r values (" + row + ", " + String.join(", ", ROWS[row]) + ")");
        }
      }
    }
    for (String[] row : ROWS) {
      Frame frame = new Frame(TYPES.size());
      for (int i = 0; i < row.length; i++) {
        String cast = "cast(" + row[i] + " as " + TYPES.get(i) + ")";
        frame.set(i, Slot.valueOf(ExpressionReader.read(cast, Map.of(), context), null), frame);
      }
      frames.add(frame);
    }
    for (int i = 0; i < TYPES.size(); i++) {
      columns.put(NAMES.get(i), ColumnReference.of(TYPES.get(i), i));
    }
  }

  @AfterEach
  void close() throws SQLException {
    h2.close();
    sqlite.close();
  }

  @Test
  void shouldGiveWhatH2GivesWhenExpressionsAreRandom() throws SQLException {
    compare(h2, new Expressions(new Random(20261130), true));
  }

  @Test
  void shouldGiveWhatSqliteGivesWhenExpressionsAreRandom() throws SQLException {
    compare(sqlite, new Expressions(new Random(7), false));
  }

  private void compare(Connection peer, Expressions expressions) throws SQLException {
    int compared = 0;
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < EXPRESSIONS; i++) {
      String expression = expressions.any();
      Scalar scalar = ExpressionReader.read(expression, columns, context);
      for (int row = 0; row < ROWS.length; row++) {
        String ours = ours(scalar, frames.get(row));
        String theirs = ours.startsWith("!") ? ours : theirs(peer, expression, row);
        if (!ours.startsWith("!") && !theirs.startsWith("!22")) {
          compared++;
          if (!same(ours, theirs)) {
            differences.add(expression + " in row " + row + ": " + ours + ", not " + theirs);
          }
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(EXPRESSIONS * ROWS.length / 2);
  }

  private String ours(Scalar scalar, Frame frame) {
    try {
      return ExpressionReader.textOf(scalar, frame, context);
    } catch (SqlException e) {
      return "!" + e.sqlState();
    }
  }

  private static String theirs(Connection peer, String expression, int row) throws SQLException {
    try (Statement statement = peer.createStatement();
        ResultSet result =
            statement.executeQuery("select " + expression + " from r where id = " + row)) {
      assertThat(result.next()).isTrue();
      String text = result.getString(1);
      return result.wasNull() ? "null" : text;
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith("22")) {
        return "!" + e.getSQLState();
      }
      throw new AssertionError(expression, e);
    }
  }

  /** Truth is a number in SQLite; numbers are compared by value. */
  private static boolean same(String ours, String theirs) {
    if (ours.equalsIgnoreCase("true") || ours.equalsIgnoreCase("false")) {
      boolean truth = theirs.equalsIgnoreCase("true") || theirs.equals("1");
      return ours.equalsIgnoreCase("true") == truth && !theirs.equals("null");
    }
    if (ours.equals(theirs)) {
      return true;
    }
    try {
      BigDecimal left = new BigDecimal(ours);
      BigDecimal right = new BigDecimal(theirs);
      return left.compareTo(right) == 0 || left.doubleValue() == right.doubleValue();
    } catch (NumberFormatException notNumbers) {
      return false;
    }
  }

  /** Makes expressions of a kind. */
  private static final class Expressions {

    private final Random random;

    /** Whether decimals are exact, which they are not in SQLite. */
    private final boolean exact;

    Expressions(Random random, boolean exact) {
      this.random = random;
      this.exact = exact;
    }

    String any() {
      return switch (random.nextInt(exact ? 5 : 4)) {
        case 0 -> whole(DEPTH);
        case 1 -> text(DEPTH);
        case 2 -> real(2);
        case 3 -> truth(DEPTH);
        default -> decimal(2);
      };
    }

    private String one(String... choices) {
      return choices[random.nextInt(choices.length)];
    }

    private String whole(int depth) {
      if (depth == 0) {
        return one("i", "j", "l", "0", "1", "7", "(-3)", "cast(null as integer)");
      }
      int next = depth - 1;
      return switch (random.nextInt(11)) {
        case 0, 1, 2 ->
            "(" + whole(next) + one(" + ", " - ", " * ", " / ", " % ") + whole(next) + ")";
        case 3 -> "abs(" + whole(next) + ")";
        case 4 -> "length(" + text(next) + ")";
        case 5 -> "coalesce(" + whole(next) + ", " + whole(next) + ")";
        case 6 -> "nullif(" + whole(next) + ", " + whole(next) + ")";
        case 7 ->
            "case when " + truth(next) + " then " + whole(next) + " else " + whole(next) + " end";
        case 8 -> "case " + whole(next) + " when " + whole(next) + " then " + whole(next) + " end";
        case 9 -> "instr(" + text(next) + ", " + one("'l'", "'b'", "'lo'", "t") + ")";
        default -> whole(0);
      };
    }

    private String text(int depth) {
      if (depth == 0) {
        return one("s", "t", "'b'", "''", "'lo'", "cast(null as varchar(20))");
      }
      int next = depth - 1;
      return switch (random.nextInt(9)) {
        case 0 -> "(" + text(next) + " || " + text(next) + ")";
        case 1 ->
            "substr(" + text(next) + ", " + one("1", "2", "5") + ", " + one("0", "1", "3") + ")";
        case 2 -> one("trim(", "ltrim(", "rtrim(") + text(next) + ")";
        case 3 -> "replace(" + text(next) + ", 'l', " + text(next) + ")";
        case 4 -> "coalesce(" + text(next) + ", " + text(next) + ")";
        case 5 -> "nullif(" + text(next) + ", " + text(next) + ")";
        case 6 ->
            "case when " + truth(next) + " then " + text(next) + " else " + text(next) + " end";
        case 7 -> one("upper(", "lower(") + one("s", "'aBc'") + ")";
        default -> text(0);
      };
    }

    private String real(int depth) {
      if (depth == 0) {
        return one("d", "cast(i as double precision)", "cast(3 as double precision)");
      }
      return "(" + real(depth - 1) + one(" + ", " - ", " * ") + real(depth - 1) + ")";
    }

    private String decimal(int depth) {
      if (depth == 0) {
        return one("n", "m", "0.5", "1.25", "i");
      }
      return "(" + decimal(depth - 1) + one(" + ", " - ", " * ") + decimal(depth - 1) + ")";
    }

    private String truth(int depth) {
      if (depth == 0) {
        return comparison(0);
      }
      int next = depth - 1;
      return switch (random.nextInt(11)) {
        case 0 -> "(" + truth(next) + " and " + truth(next) + ")";
        case 1 -> "(" + truth(next) + " or " + truth(next) + ")";
        case 2 -> "(not " + truth(next) + ")";
        case 3 -> "(" + any(next) + one(" is null)", " is not null)");
        case 4 ->
            "(" + whole(next) + not() + " between " + whole(next) + " and " + whole(next) + ")";
        case 5 ->
            "("
                + whole(next)
                + not()
                + " in ("
                + whole(0)
                + ", "
                + whole(0)
                + ", "
                + whole(0)
                + "))";
        case 6 -> "(" + text(next) + not() + " in ('b', " + text(0) + "))";
        case 7 ->
            "("
                + text(next)
                + not()
                + " like "
                + one("'%l%'", "'_b_'", "'b'", "'%'", "'H%d'", "''", "'%a%a%'")
                + ")";
        case 8 ->
            "(" + whole(next) + " is " + one("", "not ") + "distinct from " + whole(next) + ")";
        default -> comparison(next);
      };
    }

    private String any(int depth) {
      return random.nextBoolean() ? whole(depth) : text(depth);
    }

    private String not() {
      return one("", " not");
    }

    private String comparison(int depth) {
      String operator = one(" = ", " <> ", " < ", " <= ", " > ", " >= ");
      return switch (random.nextInt(exact ? 4 : 3)) {
        case 0 -> "(" + whole(depth) + operator + whole(depth) + ")";
        case 1 -> "(" + text(depth) + operator + text(depth) + ")";
        case 2 -> "(" + real(Math.min(depth, 1)) + operator + whole(0) + ")";
        default -> "(" + decimal(Math.min(depth, 1)) + operator + decimal(0) + ")";
      };
    }
  }
}
