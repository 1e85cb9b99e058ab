package io.ashlar.shell.output;

import io.ashlar.error.AshlarException;
import io.ashlar.shell.format.CellText;
import io.ashlar.shell.input.SourceStatement;
import io.ashlar.sql.error.FailureState;
import io.ashlar.sql.error.SqlException;

/**
 * A failure as people read it: what, its SQLSTATE, and where in the statement, with a caret under
 * the place.
 *
 * <pre>
 *   ERROR 42P01: There is no table of this name. name=citys meant=cities
 *   LINE 2: from citys
 *                ^
 * </pre>
 */
public final class FailureText {

  /** Most characters of a line before and behind the place. */
  private static final int BEFORE = 50;

  private static final int BEHIND = 30;

  private FailureText() {}

  /**
   * A failure of a statement.
   *
   * @param failure what was thrown
   * @param statement the statement
   * @param source the name of its file; empty for none
   * @return one line, or three
   */
  public static String of(RuntimeException failure, SourceStatement statement, String source) {
    boolean placed = failure instanceof SqlException sql && sql.offset() >= 0;
    int line = statement.line() + (placed ? ((SqlException) failure).line() - 1 : 0);
    String where = source.isEmpty() ? "" : source + ":" + line + ": ";
    String text = where + "ERROR " + FailureState.of(failure) + ": " + message(failure);
    return placed ? text + excerpt((SqlException) failure, statement.text(), line) : text;
  }

  /**
   * A failure that is of no statement.
   *
   * @param message what failed
   * @return one line
   */
  public static String of(String message) {
    return "ERROR: " + CellText.visible(message);
  }

  /** The sentence with its facts, but for those that the excerpt shows. */
  private static String message(RuntimeException failure) {
    if (!(failure instanceof AshlarException known)) {
      return CellText.visible(failure.toString());
    }
    StringBuilder text = new StringBuilder(known.sentence());
    known
        .facts()
        .forEach(
            (key, value) -> {
              if (!key.equals("line") && !key.equals("column")) {
                text.append(' ').append(key).append('=').append(value);
              }
            });
    return CellText.visible(text.toString());
  }

  private static String excerpt(SqlException failure, String text, int line) {
    int begin = failure.offset();
    while (begin > 0 && !endsLine(text.charAt(begin - 1))) {
      begin--;
    }
    int end = failure.offset();
    while (end < text.length() && !endsLine(text.charAt(end))) {
      end++;
    }
    int from = whole(text, Math.max(begin, failure.offset() - BEFORE));
    int to = whole(text, Math.min(end, failure.offset() + BEHIND));
    String mark = "LINE " + line + ": " + (from > begin ? "..." : "");
    String before = mark + CellText.visible(text.substring(from, failure.offset()));
    String behind = CellText.visible(text.substring(failure.offset(), to));
    return "\n"
        + before
        + behind
        + (to < end ? "..." : "")
        + "\n"
        + " ".repeat(CellText.width(before))
        + "^";
  }

  private static boolean endsLine(char c) {
    return c == '\n' || c == '\r';
  }

  /** An offset that does not part a pair of surrogates. */
  private static int whole(String text, int offset) {
    return offset > 0 && offset < text.length() && Character.isLowSurrogate(text.charAt(offset))
        ? offset - 1
        : offset;
  }
}
