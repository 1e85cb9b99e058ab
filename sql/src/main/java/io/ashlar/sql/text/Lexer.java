package io.ashlar.sql.text;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import java.util.Arrays;

/**
 * Cuts a text into tokens. A token is a kind and two offsets in arrays, which are used again for
 * the next text and grow where they must; no other object is made. Long because each kind of token
 * has its few lines, and all of them move one place in one text.
 *
 * <p>Belongs to one thread at a time.
 */
public final class Lexer {

  private static final int FIRST_CAPACITY = 64;
  private static final String UNCLOSED = "A token of the text has no end.";
  private static final String NO_TOKEN = "The text has characters that are no token.";

  private String text = "";
  private int[] kinds = new int[FIRST_CAPACITY];
  private int[] starts = new int[FIRST_CAPACITY];
  private int[] ends = new int[FIRST_CAPACITY];
  private int count;
  private int at;

  /** Makes one without a text. */
  public Lexer() {}

  /**
   * Cuts a text. Its tokens replace those of the text before.
   *
   * @param sql the text
   * @throws SqlException of state 42601 when the text has characters that are no token, or a quote
   *     or comment has no end; of state 0A000 when it has a kind of string that there is not. The
   *     tokens are undefined then
   */
  public void scan(String sql) {
    text = Arguments.given(sql, "sql");
    count = 0;
    at = 0;
    int length = text.length();
    while (true) {
      skipBlank(length);
      int start = at;
      if (start == length) {
        add(Symbol.END, start);
        return;
      }
      add(next(text.charAt(start), length), start);
    }
  }

  /** Lets go of the text; there are no tokens then. */
  public void clear() {
    text = "";
    count = 0;
  }

  /**
   * How many tokens there are, the end included.
   *
   * @return the number; at least 1 after a scan
   */
  public int count() {
    return count;
  }

  /**
   * The text.
   *
   * @return what was scanned
   */
  public String text() {
    return text;
  }

  /**
   * The kind of a token.
   *
   * @param token its number, from 0 and below {@link #count()}
   * @return a kind of {@link Symbol}
   */
  public int kind(int token) {
    return kinds[token];
  }

  /**
   * Where a token begins.
   *
   * @param token its number
   * @return the offset of its first character
   */
  public int start(int token) {
    return starts[token];
  }

  /**
   * Where a token ends.
   *
   * @param token its number
   * @return the offset behind its last character
   */
  public int end(int token) {
    return ends[token];
  }

  private void add(int kind, int start) {
    if (count == kinds.length) {
      int capacity = count * 2;
      kinds = Arrays.copyOf(kinds, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    kinds[count] = kind;
    starts[count] = start;
    ends[count++] = at;
  }

  private char peek(int ahead) {
    int i = at + ahead;
    return i < text.length() ? text.charAt(i) : '\0';
  }

  private void skipBlank(int length) {
    while (at < length) {
      char c = text.charAt(at);
      if (c == '-' && peek(1) == '-') {
        skipLine(length);
      } else if (c == '/' && peek(1) == '*') {
        skipComment(length);
      } else if (isBlank(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x80 && Character.isSpaceChar(c));
  }

  private void skipLine(int length) {
    while (at < length && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
  }

  private void skipComment(int length) {
    int open = at;
    int depth = 0;
    do {
      if (at + 1 >= length) {
        throw error(UNCLOSED, open);
      }
      if (text.charAt(at) == '/' && text.charAt(at + 1) == '*') {
        depth++;
        at += 2;
      } else if (text.charAt(at) == '*' && text.charAt(at + 1) == '/') {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0);
  }

  /** Moves behind the token that begins here; its kind. */
  private int next(char c, int length) {
    if (isWordStart(c)) {
      return word(c);
    }
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      return number(length);
    }
    switch (c) {
      case '\'' -> {
        return quoted('\'', at + 1, false, Symbol.STRING);
      }
      case '"', '`' -> {
        return name(c);
      }
      case '[' -> {
        return name(']');
      }
      case '$' -> {
        return dollar(length);
      }
      case '?' -> {
        at++;
        return digits(Symbol.PARAMETER);
      }
      case ':' -> {
        return colon();
      }
      default -> {
        return operator(c);
      }
    }
  }

  private int word(char first) {
    int start = at++;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    if (at - start == 1 && at < text.length() && isQuotePrefix(first)) {
      return prefixed(TokenText.fold(first), start);
    }
    return KeywordTable.kindOf(text, start, at);
  }

  private static boolean isQuotePrefix(char c) {
    char folded = TokenText.fold(c);
    return folded == 'e' || folded == 'x' || folded == 'n' || folded == 'b' || folded == 'u';
  }

  /** A word of one letter that makes a string of what follows it at once. */
  private int prefixed(char prefix, int start) {
    if (prefix == 'u' && peek(0) == '&' && (peek(1) == '\'' || peek(1) == '"')) {
      throw unsupported("literals with U&", start);
    }
    if (peek(0) != '\'') {
      return Symbol.WORD;
    }
    switch (prefix) {
      case 'e' -> {
        return quoted('\'', at + 1, true, Symbol.ESCAPED_STRING);
      }
      case 'n' -> {
        return quoted('\'', at + 1, false, Symbol.STRING);
      }
      case 'x' -> {
        return binary(start);
      }
      case 'b' -> throw unsupported("bit strings", start);
      default -> {
        return Symbol.WORD;
      }
    }
  }

  private int binary(int start) {
    int open = at + 1;
    quoted('\'', open, false, Symbol.BINARY_STRING);
    for (int i = open; i < at - 1; i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) >= 0x80) {
        throw error(NO_TOKEN, i);
      }
    }
    if ((at - 1 - open) % 2 != 0) {
      throw error("A string of bytes has an odd number of digits.", start);
    }
    return Symbol.BINARY_STRING;
  }

  private int name(char quote) {
    int start = at;
    int kind = quoted(quote, at + 1, false, Symbol.QUOTED_NAME);
    if (at - start == 2) {
      throw error("A name is empty.", start);
    }
    return kind;
  }

  /** Moves behind the closing quote; a doubled quote closes nothing. */
  private int quoted(char quote, int from, boolean escapes, int kind) {
    int start = at;
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && escapes) {
        i += 2;
      } else if (c != quote) {
        i++;
      } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
        i += 2;
      } else {
        at = i + 1;
        return kind;
      }
    }
    throw error(UNCLOSED, start);
  }

  private int dollar(int length) {
    int start = at;
    if (isDigit(peek(1))) {
      at++;
      return digits(Symbol.PARAMETER);
    }
    int i = at + 1;
    while (i < length && isWordPart(text.charAt(i)) && text.charAt(i) != '$') {
      i++;
    }
    if (i == length || text.charAt(i) != '$') {
      throw error(NO_TOKEN, start);
    }
    int tag = i + 1 - start;
    int close = text.indexOf('$', i + 1);
    while (close >= 0 && !text.regionMatches(close, text, start, tag)) {
      close = text.indexOf('$', close + 1);
    }
    if (close < 0) {
      throw error(UNCLOSED, start);
    }
    at = close + tag;
    return Symbol.DOLLAR_STRING;
  }

  /** The digits of a parameter, if there are any. */
  private int digits(int kindWithout) {
    int start = at;
    while (isDigit(peek(0))) {
      at++;
    }
    return at == start ? kindWithout : Symbol.NUMBERED_PARAMETER;
  }

  private int colon() {
    if (peek(1) == ':') {
      at += 2;
      return Symbol.CAST;
    }
    if (!isWordStart(peek(1))) {
      throw error(NO_TOKEN, at);
    }
    at++;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    return Symbol.NAMED_PARAMETER;
  }

  private int number(int length) {
    int start = at;
    int kind;
    if (peek(0) == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
      at += 2;
      while (at < length && text.charAt(at) < 0x80 && Character.digit(peek(0), 16) >= 0) {
        at++;
      }
      kind = at - start > 2 ? Symbol.HEXADECIMAL : Symbol.END;
    } else {
      kind = fraction();
    }
    // Nobody means a number and a name when he writes 10usd, or two numbers when 1.2.3.
    if (kind == Symbol.END || (at < length && (isWordPart(peek(0)) || peek(0) == '.'))) {
      throw error(NO_TOKEN, start);
    }
    return kind;
  }

  private int fraction() {
    int kind = Symbol.INTEGER;
    skipDigits();
    if (peek(0) == '.') {
      at++;
      kind = Symbol.DECIMAL;
      skipDigits();
    }
    if (peek(0) == 'e' || peek(0) == 'E') {
      at += peek(1) == '+' || peek(1) == '-' ? 2 : 1;
      int exponent = at;
      skipDigits();
      kind = at > exponent ? Symbol.APPROXIMATE : Symbol.END;
    }
    return kind;
  }

  private void skipDigits() {
    while (isDigit(peek(0))) {
      at++;
    }
  }

  private int operator(char c) {
    int kind = pair(c, peek(1));
    if (kind != Symbol.END) {
      at += 2;
      return kind;
    }
    kind = single(c);
    if (kind == Symbol.END) {
      throw error(NO_TOKEN, at);
    }
    at++;
    return kind;
  }

  private static int pair(char first, char second) {
    switch (first) {
      case '<' -> {
        return second == '='
            ? Symbol.LESS_OR_EQUAL
            : second == '>' ? Symbol.NOT_EQUAL : second == '<' ? Symbol.SHIFT_LEFT : Symbol.END;
      }
      case '>' -> {
        return second == '='
            ? Symbol.GREATER_OR_EQUAL
            : second == '>' ? Symbol.SHIFT_RIGHT : Symbol.END;
      }
      case '!' -> {
        return second == '=' ? Symbol.NOT_EQUAL : Symbol.END;
      }
      case '=' -> {
        return second == '=' ? Symbol.EQUAL : Symbol.END;
      }
      case '|' -> {
        return second == '|' ? Symbol.CONCAT : Symbol.END;
      }
      default -> {
        return Symbol.END;
      }
    }
  }

  private static int single(char c) {
    return switch (c) {
      case '(' -> Symbol.OPEN;
      case ')' -> Symbol.CLOSE;
      case ',' -> Symbol.COMMA;
      case '.' -> Symbol.DOT;
      case ';' -> Symbol.SEMICOLON;
      case '{' -> Symbol.OPEN_BRACE;
      case '}' -> Symbol.CLOSE_BRACE;
      case '=' -> Symbol.EQUAL;
      case '<' -> Symbol.LESS;
      case '>' -> Symbol.GREATER;
      case '+' -> Symbol.PLUS;
      case '-' -> Symbol.MINUS;
      case '*' -> Symbol.STAR;
      case '/' -> Symbol.SLASH;
      case '%' -> Symbol.PERCENT;
      case '&' -> Symbol.AMPERSAND;
      case '|' -> Symbol.BAR;
      case '~' -> Symbol.TILDE;
      default -> Symbol.END;
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= 0x80 && (Character.isLetter(c) || Character.isSurrogate(c)));
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c) || c == '$' || (c >= 0x80 && Character.isDigit(c));
  }

  private SqlException error(String sentence, int offset) {
    return SqlException.at(
        SqlState.SYNTAX_ERROR, text, offset, sentence, "found", TokenText.excerpt(text, offset));
  }

  private SqlException unsupported(String what, int offset) {
    return SqlException.at(
        SqlState.FEATURE_NOT_SUPPORTED, text, offset, "There is no such feature.", "feature", what);
  }
}
