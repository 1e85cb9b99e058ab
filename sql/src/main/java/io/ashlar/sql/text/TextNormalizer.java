package io.ashlar.sql.text;

import io.ashlar.sql.error.SqlException;
import java.util.Arrays;

/**
 * Makes one text of all statements that differ in literals, blanks, comments and the case of
 * unquoted words alone, so that a plan can be looked up before anything is parsed. The text is SQL
 * again: each literal that was replaced is a {@code ?} in it, and its tokens stand one space apart.
 *
 * <p>Literals are replaced where a value stands for nothing but itself: in {@code WHERE}, in {@code
 * SET}, in the {@code VALUES} of an insert, and in {@code LIMIT}, {@code OFFSET} and {@code FETCH};
 * a minus directly before a number belongs to it. They stay everywhere else, where they decide what
 * a statement means or gives: in select lists, {@code ORDER BY}, {@code GROUP BY}, types, intervals
 * and other typed literals, joins, the predicate of an {@code ON CONFLICT}, and in all statements
 * of other families. Nothing is replaced in a text that has parameters of its own, or more than
 * {@value #MOST_LITERALS} literals to replace. A list of {@code IN} that is all literals is filled
 * up to the next power of two with its last one.
 *
 * <p>In steady state nothing is allocated but what {@link #key()} returns. Belongs to one thread at
 * a time.
 */
public final class TextNormalizer {

  /** With more literals to replace than this, a text is kept as it is. */
  public static final int MOST_LITERALS = 4_096;

  private static final int FIRST_CAPACITY = 512;
  private static final int FIRST_LITERALS = 16;
  private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

  private final Lexer lexer = new Lexer();
  private final ClauseTracker clauses = new ClauseTracker(lexer);
  private char[] chars = new char[FIRST_CAPACITY];
  private int length;
  private long hash;
  private int[] kinds = new int[FIRST_LITERALS];
  private int[] starts = new int[FIRST_LITERALS];
  private int[] ends = new int[FIRST_LITERALS];
  private int literals;
  private int paddedList;
  private int padding;

  /** Makes one without a text. */
  public TextNormalizer() {}

  /**
   * Reads a text, in place of the one before.
   *
   * @param sql the text
   * @throws SqlException when it cannot be cut into tokens; what the normalizer tells is undefined
   *     then
   */
  public void normalize(String sql) {
    lexer.scan(sql);
    boolean complete = write(isReplaceable());
    if (!complete) {
      write(false);
    }
    lexer.clear();
  }

  /** Whether the statement is of those in which literals are replaced. */
  private boolean isReplaceable() {
    for (int i = 0; i < lexer.count(); i++) {
      int kind = lexer.kind(i);
      boolean several = kind == Symbol.SEMICOLON && lexer.kind(i + 1) != Symbol.END;
      if (Symbol.isParameter(kind) || several) {
        return false;
      }
    }
    int first = 0;
    while (lexer.kind(first) == Symbol.OPEN) {
      first++;
    }
    Keyword keyword = Keyword.ofKind(lexer.kind(first));
    if (keyword == null) {
      return false;
    }
    return switch (keyword) {
      case SELECT, WITH, INSERT, REPLACE, UPDATE, DELETE, MERGE -> true;
      default -> false;
    };
  }

  /** Writes the text anew; whether it has no more literals than are replaced. */
  private boolean write(boolean replacing) {
    length = 0;
    hash = 0;
    literals = 0;
    paddedList = -1;
    clauses.begin();
    int last = lexer.count() - 1;
    int token = 0;
    while (token < last) {
      clauses.next(token);
      if (length > 0) {
        append(' ');
      }
      if (replacing && clauses.isReplaced()) {
        int end = endOfLiteral(token);
        if (end > token) {
          if (literals == MOST_LITERALS) {
            return false;
          }
          addLiteral(lexer.kind(end - 1), lexer.start(token), lexer.end(end - 1));
          append('?');
          token = end;
          continue;
        }
        if (!pad(token)) {
          return false;
        }
      }
      appendToken(token);
      token++;
    }
    hash ^= hash >>> 32;
    return true;
  }

  /** The token behind a literal that begins here and is replaced; the token itself if none does. */
  private int endOfLiteral(int token) {
    int kind = lexer.kind(token);
    if (isLiteral(kind)) {
      return isTyped(token) ? token : token + 1;
    }
    boolean signed =
        kind == Symbol.MINUS
            && Symbol.isNumber(lexer.kind(token + 1))
            && lexer.end(token) == lexer.start(token + 1)
            && lexer.kind(token + 2) != Symbol.CAST
            && !isOperandEnd(token - 1);
    return signed ? token + 2 : token;
  }

  private static boolean isLiteral(int kind) {
    return kind >= Symbol.INTEGER && kind <= Symbol.BINARY_STRING;
  }

  /** Whether a word before a literal says its type, or otherwise belongs to it. */
  private boolean isTyped(int token) {
    if (token == 0) {
      return false;
    }
    int before = lexer.kind(token - 1);
    if (before == Symbol.MINUS || before == Symbol.PLUS) {
      return token > 1 && lexer.kind(token - 2) == Keyword.INTERVAL.kind();
    }
    Keyword keyword = Keyword.ofKind(before);
    if (keyword == null) {
      return before == Symbol.WORD || before == Symbol.QUOTED_NAME;
    }
    return !keyword.isReserved() && keyword != Keyword.FIRST && keyword != Keyword.NEXT;
  }

  /** Whether a minus behind a token would subtract. */
  private boolean isOperandEnd(int token) {
    if (token < 0) {
      return false;
    }
    int kind = lexer.kind(token);
    Keyword keyword = Keyword.ofKind(kind);
    if (keyword == null) {
      return kind <= Symbol.NAMED_PARAMETER || kind == Symbol.CLOSE || kind == Symbol.CLOSE_BRACE;
    }
    return switch (keyword) {
      case END,
          NULL,
          TRUE,
          FALSE,
          CURRENT_DATE,
          CURRENT_TIME,
          CURRENT_TIMESTAMP,
          LOCALTIME,
          LOCALTIMESTAMP,
          CURRENT_USER,
          SESSION_USER,
          CURRENT_SCHEMA,
          CURRENT_CATALOG ->
          true;
      default -> !keyword.isReserved();
    };
  }

  /** Fills a list of literals up where it ends; false if there are too many literals then. */
  private boolean pad(int token) {
    int kind = lexer.kind(token);
    if (kind == Symbol.OPEN && token > 0 && lexer.kind(token - 1) == Keyword.IN.kind()) {
      measureList(token);
    } else if (token == paddedList) {
      if (literals + padding > MOST_LITERALS) {
        return false;
      }
      int same = literals - 1;
      for (int i = 0; i < padding; i++) {
        addLiteral(kinds[same], starts[same], ends[same]);
        append(',');
        append(' ');
        append('?');
        append(' ');
      }
    }
    return true;
  }

  /** Finds the end of a list that is all literals, and how many there are to be added. */
  private void measureList(int open) {
    int count = 0;
    int token = open + 1;
    int end = endOfLiteral(token);
    while (end > token) {
      count++;
      if (lexer.kind(end) == Symbol.CLOSE) {
        paddedList = end;
        padding = Integer.highestOneBit(2 * count - 1) - count;
        return;
      }
      if (lexer.kind(end) != Symbol.COMMA) {
        return;
      }
      token = end + 1;
      end = endOfLiteral(token);
    }
  }

  private void addLiteral(int kind, int start, int end) {
    if (literals == kinds.length) {
      kinds = Arrays.copyOf(kinds, literals * 2);
      starts = Arrays.copyOf(starts, literals * 2);
      ends = Arrays.copyOf(ends, literals * 2);
    }
    kinds[literals] = kind;
    starts[literals] = start;
    ends[literals++] = end;
  }

  private void appendToken(int token) {
    String text = lexer.text();
    boolean word = Symbol.isWord(lexer.kind(token));
    int end = lexer.end(token);
    for (int i = lexer.start(token); i < end; i++) {
      char c = text.charAt(i);
      append(word ? TokenText.fold(c) : c);
    }
  }

  private void append(char c) {
    if (length == chars.length) {
      chars = Arrays.copyOf(chars, length * 2);
    }
    chars[length++] = c;
    hash = (hash + c) * HASH_FACTOR;
  }

  /**
   * A hash of the normalized text.
   *
   * @return the hash; equal for equal texts
   */
  public long hash() {
    return hash;
  }

  /**
   * Whether a text is the normalized one.
   *
   * @param key what {@link #key()} gave before
   * @return whether it is the same
   */
  public boolean matches(String key) {
    if (key.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (key.charAt(i) != chars[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The normalized text.
   *
   * @return a new string
   */
  public String key() {
    return new String(chars, 0, length);
  }

  /**
   * How many literals were replaced, those that fill a list up included. The parameters of the
   * normalized text are these, in their order.
   *
   * @return the number
   */
  public int literals() {
    return literals;
  }

  /**
   * The kind of a literal that was replaced.
   *
   * @param index its number, from 0 and below {@link #literals()}
   * @return a kind of {@link Symbol}: a number or a string
   */
  public int literalKind(int index) {
    return kinds[index];
  }

  /**
   * Where a literal that was replaced begins in the text that was read.
   *
   * @param index its number
   * @return the offset of its first character, which may be a minus before the digits
   */
  public int literalStart(int index) {
    return starts[index];
  }

  /**
   * Where a literal that was replaced ends.
   *
   * @param index its number
   * @return the offset behind its last character
   */
  public int literalEnd(int index) {
    return ends[index];
  }
}
