package io.ashlar.sql.parse;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Lexer;
import io.ashlar.sql.text.Symbol;
import io.ashlar.sql.text.TokenText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The tokens of a text from left to right, with a place where the parsers stand, and how deep they
 * are.
 */
final class Tokens {

  static final int TABLE_PARTS = 3;

  private static final String NOT_UNDERSTOOD = "The text is no SQL that is understood.";

  private final Lexer lexer = new Lexer();
  private final ParserOptions options;
  private int at;
  private int depth;

  Tokens(ParserOptions options) {
    this.options = options;
  }

  void begin(String sql) {
    if (sql.length() > options.maxLength()) {
      throw SqlException.nowhere(
          SqlState.LIMIT_EXCEEDED,
          "A text is too long.",
          "length",
          sql.length(),
          "most",
          options.maxLength());
    }
    lexer.scan(sql);
    at = 0;
    depth = 0;
  }

  void end() {
    lexer.clear();
  }

  /** Goes one level down; each is left again by {@link #leave}, unless the text is refused. */
  void enter() {
    if (++depth > options.maxDepth()) {
      throw error(
          SqlState.TOO_COMPLEX, "The text nests too deep.", offset(), "most", options.maxDepth());
    }
  }

  void leave() {
    depth--;
  }

  void leave(int levels) {
    depth -= levels;
  }

  int kind() {
    return lexer.kind(at);
  }

  int kind(int ahead) {
    return lexer.kind(Math.min(at + ahead, lexer.count() - 1));
  }

  Keyword keyword() {
    return Keyword.ofKind(kind());
  }

  int offset() {
    return lexer.start(at);
  }

  void advance() {
    if (kind() != Symbol.END) {
      at++;
    }
  }

  boolean isAtEnd() {
    return kind() == Symbol.END;
  }

  boolean is(int kind) {
    return kind() == kind;
  }

  boolean is(Keyword keyword) {
    return kind() == keyword.kind();
  }

  boolean is(String word) {
    return isAhead(0, word);
  }

  boolean isAhead(int ahead, Keyword keyword) {
    return kind(ahead) == keyword.kind();
  }

  /** Whether a token is a word, given in lower case; a keyword or not. */
  boolean isAhead(int ahead, String word) {
    int token = Math.min(at + ahead, lexer.count() - 1);
    return Symbol.isWord(lexer.kind(token))
        && TokenText.isWord(lexer.text(), lexer.start(token), lexer.end(token), word);
  }

  boolean accept(int kind) {
    boolean found = is(kind);
    if (found) {
      at++;
    }
    return found;
  }

  boolean accept(Keyword keyword) {
    return accept(keyword.kind());
  }

  boolean accept(String word) {
    boolean found = is(word);
    if (found) {
      at++;
    }
    return found;
  }

  /** Moves behind two words if they are next. */
  boolean accept(String first, String second) {
    boolean found = is(first) && isAhead(1, second);
    if (found) {
      at += 2;
    }
    return found;
  }

  void expect(int kind, String shown) {
    if (!accept(kind)) {
      throw expected(shown);
    }
  }

  void expect(Keyword keyword) {
    if (!accept(keyword)) {
      throw expected(keyword.name());
    }
  }

  void expect(String word) {
    if (!accept(word)) {
      throw expected(word.toUpperCase(Locale.ROOT));
    }
  }

  void open() {
    expect(Symbol.OPEN, "(");
  }

  void close() {
    expect(Symbol.CLOSE, ")");
  }

  /** Whether a token is a name: quoted, or a word that is not reserved. */
  boolean isName(int ahead) {
    int kind = kind(ahead);
    if (kind == Symbol.WORD || kind == Symbol.QUOTED_NAME) {
      return true;
    }
    Keyword keyword = Keyword.ofKind(kind);
    return keyword != null && !keyword.isReserved();
  }

  boolean isBareAlias() {
    Keyword keyword = keyword();
    return isName(0) && (keyword == null || keyword.isBareAlias());
  }

  Identifier name() {
    if (!isName(0)) {
      throw expected("a name");
    }
    return word();
  }

  /** A name, or any word where a name alone can stand. */
  Identifier label() {
    if (!Symbol.isWord(kind()) && kind() != Symbol.QUOTED_NAME) {
      throw expected("a name");
    }
    return word();
  }

  private Identifier word() {
    int start = lexer.start(at);
    int end = lexer.end(at);
    boolean quoted = kind() == Symbol.QUOTED_NAME;
    String text =
        quoted
            ? TokenText.unquoted(lexer.text(), start, end)
            : TokenText.folded(lexer.text(), start, end);
    at++;
    return new Identifier(start, text, quoted);
  }

  QualifiedName qualifiedName(int mostParts) {
    int offset = offset();
    Identifier first = name();
    if (mostParts == 1 || !accept(Symbol.DOT)) {
      return new QualifiedName(offset, List.of(first));
    }
    Identifier second = label();
    if (mostParts == 2 || !is(Symbol.DOT)) {
      return new QualifiedName(offset, List.of(first, second));
    }
    List<Identifier> parts = new ArrayList<>(mostParts);
    parts.add(first);
    parts.add(second);
    while (parts.size() < mostParts && accept(Symbol.DOT)) {
      parts.add(label());
    }
    return new QualifiedName(offset, List.copyOf(parts));
  }

  QualifiedName tableName() {
    return qualifiedName(TABLE_PARTS);
  }

  List<Identifier> names() {
    open();
    List<Identifier> names = list(this::name);
    close();
    return names;
  }

  /** Names in parentheses, or none where there is no parenthesis. */
  List<Identifier> optionalNames() {
    return is(Symbol.OPEN) ? names() : List.of();
  }

  <T> List<T> list(Supplier<T> element) {
    T first = element.get();
    if (!is(Symbol.COMMA)) {
      return List.of(first);
    }
    List<T> all = new ArrayList<>();
    all.add(first);
    while (accept(Symbol.COMMA)) {
      all.add(element.get());
    }
    return List.copyOf(all);
  }

  /** The token as it is written. */
  String token() {
    return lexer.text().substring(lexer.start(at), lexer.end(at));
  }

  /** The token without its first character. */
  String tailOfToken() {
    return lexer.text().substring(lexer.start(at) + 1, lexer.end(at));
  }

  /** The characters of a string, which is next. */
  String string() {
    if (!Symbol.isString(kind())) {
      throw expected("a text in quotes");
    }
    String value = TokenText.string(lexer.text(), kind(), lexer.start(at), lexer.end(at));
    if (value == null) {
      throw error(SqlState.SYNTAX_ERROR, "A text in quotes has an escape that is none.", offset());
    }
    at++;
    return value;
  }

  /** A whole number, with a sign or without. */
  long integer() {
    boolean negative = is(Symbol.MINUS);
    if (negative) {
      at++;
    } else {
      accept(Symbol.PLUS);
    }
    if (!is(Symbol.INTEGER)) {
      throw expected("a whole number");
    }
    try {
      long value = Long.parseLong((negative ? "-" : "") + token());
      at++;
      return value;
    } catch (NumberFormatException e) {
      throw error(
          SqlState.NUMERIC_OUT_OF_RANGE, "A number is out of range.", offset(), "found", shown());
    }
  }

  int smallInteger() {
    int offset = offset();
    long value = integer();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw error(
          SqlState.NUMERIC_OUT_OF_RANGE, "A number is out of range.", offset, "found", value);
    }
    return (int) value;
  }

  SqlException expected(String what) {
    return error(
        SqlState.SYNTAX_ERROR, NOT_UNDERSTOOD, offset(), "found", shown(), "expected", what);
  }

  SqlException unsupported(String feature, int offset) {
    return error(
        SqlState.FEATURE_NOT_SUPPORTED, "There is no such feature.", offset, "feature", feature);
  }

  SqlException error(String state, String sentence, int offset, Object... facts) {
    return SqlException.at(state, lexer.text(), offset, sentence, facts);
  }

  private String shown() {
    return isAtEnd()
        ? "end of text"
        : TokenText.excerpt(lexer.text(), lexer.start(at), lexer.end(at));
  }
}
