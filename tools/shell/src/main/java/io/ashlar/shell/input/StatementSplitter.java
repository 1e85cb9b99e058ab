package io.ashlar.shell.input;

import java.util.Optional;

/**
 * Cuts lines into statements at the semicolons that stand in no quotes, comments or text between
 * dollars. It goes over each character once, however many lines a statement has, and keeps no more
 * than one statement and what its last line holds; the lexer of SQL wants the whole text. Both take
 * the same characters for quotes, which a test holds.
 */
public final class StatementSplitter {

  private enum Mode {
    CODE,
    QUOTED,
    DOLLARS,
    COMMENT
  }

  private static final int NONE = -1;

  private final StringBuilder pending = new StringBuilder();

  /** Where what has not been handed out begins. */
  private int from;

  /** Up to where the text is understood. */
  private int at;

  /** Where the first token of the statement begins, or {@link #NONE}. */
  private int start = NONE;

  /** The number of the line at {@link #from}. */
  private int line = 1;

  private Mode mode = Mode.CODE;
  private char quote;
  private boolean escapes;
  private String tag = "";
  private int depth;

  /** Without a text. */
  public StatementSplitter() {}

  /**
   * Adds text.
   *
   * @param lines whole lines with their ends, or the last one of the source
   */
  public void add(CharSequence lines) {
    pending.delete(0, from);
    at -= from;
    start = start == NONE ? NONE : start - from;
    from = 0;
    pending.append(lines);
  }

  /**
   * Passes over lines that are no statement, where none has begun; they are counted.
   *
   * @param lines whole lines with their ends
   */
  public void pass(CharSequence lines) {
    add(lines);
    at = pending.length();
    forget();
  }

  /**
   * Takes the next statement that is complete. Empty ones are passed over.
   *
   * @return the statement; empty when more text is needed
   */
  public Optional<SourceStatement> next() {
    while (at < pending.length()) {
      switch (mode) {
        case QUOTED -> quoted();
        case DOLLARS -> dollars();
        case COMMENT -> comment();
        default -> {
          if (pending.charAt(at) == ';') {
            Optional<SourceStatement> found = taken(at);
            at++;
            forget();
            if (found.isPresent()) {
              return found;
            }
          } else {
            code();
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Takes what is left at the end of the source, although no semicolon ends it.
   *
   * @return the statement; empty when nothing is left but blanks and comments
   */
  public Optional<SourceStatement> rest() {
    boolean open = start == NONE && mode == Mode.COMMENT;
    if (open) {
      start = from;
    }
    Optional<SourceStatement> found = taken(pending.length());
    at = pending.length();
    forget();
    mode = Mode.CODE;
    return found;
  }

  /**
   * Whether nothing has begun.
   *
   * @return true when there are but blanks and comments since the last statement
   */
  public boolean isBlank() {
    return start == NONE && mode == Mode.CODE && at == pending.length();
  }

  private Optional<SourceStatement> taken(int end) {
    if (start == NONE) {
      return Optional.empty();
    }
    int begins = line + lines(from, start);
    return Optional.of(new SourceStatement(pending.substring(start, end).stripTrailing(), begins));
  }

  private void forget() {
    line += lines(from, at);
    from = at;
    start = NONE;
  }

  private int lines(int begin, int end) {
    int count = 0;
    for (int i = begin; i < end; i++) {
      if (pending.charAt(i) == '\n') {
        count++;
      }
    }
    return count;
  }

  private char peek(int ahead) {
    int i = at + ahead;
    return i < pending.length() ? pending.charAt(i) : '\0';
  }

  private void code() {
    char c = pending.charAt(at);
    if (c == '-' && peek(1) == '-') {
      while (at < pending.length() && peek(0) != '\n' && peek(0) != '\r') {
        at++;
      }
    } else if (c == '/' && peek(1) == '*') {
      mode = Mode.COMMENT;
      depth = 1;
      at += 2;
    } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      at++;
    } else {
      if (start == NONE) {
        start = at;
      }
      token(c);
    }
  }

  private void token(char c) {
    if (isWordStart(c) || isDigit(c)) {
      word(c);
      return;
    }
    switch (c) {
      case '\'', '"', '`' -> quote(c, false);
      case '[' -> quote(']', false);
      case '$' -> dollar();
      default -> {
        at++;
        if (c == '?') {
          digits();
        }
      }
    }
  }

  private void word(char first) {
    int begin = at++;
    while (at < pending.length() && isWordPart(pending.charAt(at))) {
      at++;
    }
    if (at == begin + 1 && (first == 'e' || first == 'E') && peek(0) == '\'') {
      quote('\'', true);
    }
  }

  private void quote(char closing, boolean withEscapes) {
    mode = Mode.QUOTED;
    quote = closing;
    escapes = withEscapes;
    at++;
  }

  private void dollar() {
    at++;
    if (isDigit(peek(0))) {
      digits();
      return;
    }
    int i = at;
    while (i < pending.length() && pending.charAt(i) != '$' && isWordPart(pending.charAt(i))) {
      i++;
    }
    if (i < pending.length() && pending.charAt(i) == '$') {
      tag = pending.substring(at - 1, i + 1);
      mode = Mode.DOLLARS;
      at = i + 1;
    }
  }

  private void digits() {
    while (isDigit(peek(0))) {
      at++;
    }
  }

  private void quoted() {
    char c = pending.charAt(at);
    if (c == '\\' && escapes) {
      at = Math.min(at + 2, pending.length());
    } else if (c != quote) {
      at++;
    } else if (peek(1) == quote) {
      at += 2;
    } else {
      at++;
      mode = Mode.CODE;
    }
  }

  private void dollars() {
    int close = pending.indexOf(tag, at);
    if (close < 0) {
      // No tag goes over the end of a line.
      at = pending.length();
    } else {
      at = close + tag.length();
      mode = Mode.CODE;
    }
  }

  private void comment() {
    char c = pending.charAt(at);
    if (c == '/' && peek(1) == '*') {
      depth++;
      at += 2;
    } else if (c == '*' && peek(1) == '/') {
      depth--;
      at += 2;
      mode = depth == 0 ? Mode.CODE : Mode.COMMENT;
    } else {
      at++;
    }
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
}
