package io.ashlar.sql;

import io.ashlar.error.AshlarException;
import io.ashlar.sql.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Statements with what is expected of each: a line of {@code > text}, which may go on in lines that
 * begin with {@code .}, then the lines that are expected. Those are rows, with {@code |} between
 * columns and null as {@code ~}; or the number of rows that were changed, as {@code = 3}; or {@code
 * ! } and a SQLSTATE with line and column, or the name of an exception of the database. Lines of
 * {@code #} are remarks.
 */
final class Script {

  /** One statement, and what is expected. */
  record Step(int line, String text, List<String> expected) {}

  private Script() {}

  static List<Step> steps(String script) {
    List<Step> steps = new ArrayList<>();
    StringBuilder text = null;
    List<String> expected = new ArrayList<>();
    int begun = 0;
    int number = 0;
    for (String line : script.split("\n", -1)) {
      number++;
      if (line.startsWith("#") || line.isEmpty()) {
        continue;
      }
      if (line.startsWith("> ")) {
        if (text != null) {
          steps.add(new Step(begun, text.toString(), List.copyOf(expected)));
        }
        text = new StringBuilder(line.substring(2));
        expected.clear();
        begun = number;
      } else if (line.startsWith(". ")) {
        text.append('\n').append(line.substring(2));
      } else {
        expected.add(line);
      }
    }
    if (text != null) {
      steps.add(new Step(begun, text.toString(), List.copyOf(expected)));
    }
    return steps;
  }

  /** What a statement comes to, as a script says it. */
  static List<String> outcome(SqlSession session, String text) {
    return outcome(() -> session.prepare(text));
  }

  /** The same for a text that is executed by a plan that the session may have already. */
  static List<String> unprepared(SqlSession session, String text) {
    return outcome(() -> session.takeUnprepared(text, KeyColumns.none()));
  }

  private static List<String> outcome(Supplier<SqlStatement> prepared) {
    try (SqlStatement statement = prepared.get()) {
      if (!statement.hasRows()) {
        long rows = statement.execute();
        return rows == 0 ? List.of() : List.of("= " + rows);
      }
      List<String> rows = new ArrayList<>();
      try (SqlResult result = statement.query()) {
        while (result.next()) {
          rows.add(row(result));
        }
      }
      return rows;
    } catch (SqlException refused) {
      String place = refused.line() == 0 ? "" : " " + refused.line() + ":" + refused.column();
      return List.of("! " + refused.sqlState() + place);
    } catch (AshlarException refused) {
      return List.of("! " + refused.getClass().getSimpleName());
    }
  }

  private static String row(SqlResult result) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < result.columns().size(); i++) {
      String value = result.getString(i);
      row.append(i == 0 ? "" : "|").append(value == null ? "~" : value);
    }
    return row.toString();
  }
}
