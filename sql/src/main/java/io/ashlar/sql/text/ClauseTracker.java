package io.ashlar.sql.text;

import java.util.Arrays;

/**
 * Knows, token by token, whether a literal may become a parameter where it stands: which clause of
 * which subquery it is in. It knows clauses by their first words alone; in doubt a literal stays.
 */
final class ClauseTracker {

  /** A select list, a join, a type, whatever has no literals to be replaced. */
  private static final int OTHER = 0;

  /** {@code WHERE}, {@code LIMIT} and the like. */
  private static final int REPLACED = 1;

  /** Where {@code WHERE} begins no clause: in a filter, and from {@code ON CONFLICT} to SET. */
  private static final int TARGET = 2;

  private static final int FIRST_CAPACITY = 16;

  private final Lexer lexer;
  private int[] outer = new int[FIRST_CAPACITY];
  private boolean[] casts = new boolean[FIRST_CAPACITY];
  private int depth;
  private int clause;
  private boolean cast;
  private boolean type;
  private boolean inserts;

  ClauseTracker(Lexer lexer) {
    this.lexer = lexer;
  }

  void begin() {
    depth = 0;
    clause = OTHER;
    cast = false;
    type = false;
    inserts = false;
  }

  boolean isReplaced() {
    return clause == REPLACED;
  }

  /** Takes note of a token; called for each of them, from left to right. */
  void next(int token) {
    int kind = lexer.kind(token);
    if (kind == Symbol.OPEN) {
      open(token);
    } else if (kind == Symbol.CLOSE) {
      close();
    } else if (kind == Symbol.CAST) {
      type = true;
    } else if (kind >= Symbol.FIRST_KEYWORD) {
      keyword(Keyword.ofKind(kind), token);
    } else if (kind != Symbol.WORD) {
      type = false;
    }
  }

  private void open(int token) {
    if (depth == outer.length) {
      outer = Arrays.copyOf(outer, depth * 2);
      casts = Arrays.copyOf(casts, depth * 2);
    }
    outer[depth] = clause;
    casts[depth++] = cast;
    Keyword before = token == 0 ? null : Keyword.ofKind(lexer.kind(token - 1));
    cast = before == Keyword.CAST;
    if (type || (before != null && hasPrecision(before))) {
      clause = OTHER;
    } else if (before == Keyword.FILTER) {
      clause = TARGET;
    }
    type = false;
  }

  private void close() {
    if (depth > 0) {
      clause = outer[--depth];
      cast = casts[depth];
    }
    type = false;
  }

  /** Whether a number in parentheses behind a word may be a count of digits. */
  private static boolean hasPrecision(Keyword keyword) {
    return switch (keyword) {
      case CURRENT_TIME,
          CURRENT_TIMESTAMP,
          LOCALTIME,
          LOCALTIMESTAMP,
          YEAR,
          MONTH,
          DAY,
          HOUR,
          MINUTE,
          SECOND ->
          true;
      default -> false;
    };
  }

  private void keyword(Keyword keyword, int token) {
    type &= !keyword.isReserved();
    switch (keyword) {
      case WHERE -> clause = clause == TARGET ? TARGET : REPLACED;
      case SET, LIMIT, OFFSET, FETCH -> clause = REPLACED;
      case INSERT, REPLACE, MERGE -> {
        if (depth == 0 && isStatement(token)) {
          inserts = true;
          clause = OTHER;
        }
      }
      case SELECT -> {
        inserts &= depth > 0;
        clause = OTHER;
      }
      case VALUES -> clause = inserts && depth == 0 ? REPLACED : OTHER;
      case UPDATE -> clause = isBehind(token, Keyword.KEY) ? REPLACED : OTHER;
      case CONFLICT -> clause = TARGET;
      case FROM -> clause = isBehind(token, Keyword.DISTINCT) ? clause : OTHER;
      case AS -> clause = cast ? OTHER : clause;
      case WHEN -> clause = isBranchOfMerge(token) ? OTHER : clause;
      default -> clause = endsClause(keyword) ? OTHER : clause;
    }
  }

  private static boolean endsClause(Keyword keyword) {
    return switch (keyword) {
      case GROUP,
          ORDER,
          HAVING,
          WINDOW,
          ON,
          USING,
          JOIN,
          RETURNING,
          UNION,
          EXCEPT,
          INTERSECT,
          FOR ->
          true;
      default -> false;
    };
  }

  /** Whether a word begins a statement and is no function. */
  private boolean isStatement(int token) {
    int next = lexer.kind(token + 1);
    return next == Keyword.INTO.kind() || next == Keyword.OR.kind();
  }

  private boolean isBehind(int token, Keyword keyword) {
    return token > 0 && lexer.kind(token - 1) == keyword.kind();
  }

  private boolean isBranchOfMerge(int token) {
    int next = token + 1;
    if (lexer.kind(next) == Keyword.NOT.kind()) {
      next++;
    }
    return TokenText.isWord(lexer.text(), lexer.start(next), lexer.end(next), "matched");
  }
}
