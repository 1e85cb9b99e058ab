package io.ashlar.sql.text;

/** Kinds of tokens. A token whose kind is {@link #FIRST_KEYWORD} or more is a {@link Keyword}. */
public final class Symbol {

  /** The end of the text. */
  public static final int END = 0;

  /** A word that is no keyword. */
  public static final int WORD = 1;

  /** A name in quotes, backquotes or brackets. */
  public static final int QUOTED_NAME = 2;

  /** Digits. */
  public static final int INTEGER = 3;

  /** Digits with a point. */
  public static final int DECIMAL = 4;

  /** A number with an exponent. */
  public static final int APPROXIMATE = 5;

  /** Hexadecimal digits behind {@code 0x}. */
  public static final int HEXADECIMAL = 6;

  /** Characters in quotes, perhaps behind N. */
  public static final int STRING = 7;

  /** Characters in quotes behind E, in which a backslash begins an escape. */
  public static final int ESCAPED_STRING = 8;

  /** Characters between two equal tags of dollars. */
  public static final int DOLLAR_STRING = 9;

  /** Hexadecimal digits in quotes behind X. */
  public static final int BINARY_STRING = 10;

  /** {@code ?}, without a number. */
  public static final int PARAMETER = 11;

  /** {@code $1} or {@code ?1}. */
  public static final int NUMBERED_PARAMETER = 12;

  /** {@code :name}. */
  public static final int NAMED_PARAMETER = 13;

  /** {@code (}. */
  public static final int OPEN = 14;

  /** {@code )}. */
  public static final int CLOSE = 15;

  /** {@code ,}. */
  public static final int COMMA = 16;

  /** {@code .}. */
  public static final int DOT = 17;

  /** {@code ;}. */
  public static final int SEMICOLON = 18;

  /** Opening brace, of an escape of JDBC. */
  public static final int OPEN_BRACE = 19;

  /** Closing brace. */
  public static final int CLOSE_BRACE = 20;

  /** {@code ::}. */
  public static final int CAST = 21;

  /** {@code =} or {@code ==}. */
  public static final int EQUAL = 22;

  /** {@code <>} or {@code !=}. */
  public static final int NOT_EQUAL = 23;

  /** {@code <}. */
  public static final int LESS = 24;

  /** {@code <=}. */
  public static final int LESS_OR_EQUAL = 25;

  /** {@code >}. */
  public static final int GREATER = 26;

  /** {@code >=}. */
  public static final int GREATER_OR_EQUAL = 27;

  /** {@code +}. */
  public static final int PLUS = 28;

  /** {@code -}. */
  public static final int MINUS = 29;

  /** {@code *}. */
  public static final int STAR = 30;

  /** {@code /}. */
  public static final int SLASH = 31;

  /** {@code %}. */
  public static final int PERCENT = 32;

  /** {@code ||}. */
  public static final int CONCAT = 33;

  /** {@code &}. */
  public static final int AMPERSAND = 34;

  /** {@code |}. */
  public static final int BAR = 35;

  /** {@code <<}. */
  public static final int SHIFT_LEFT = 36;

  /** {@code >>}. */
  public static final int SHIFT_RIGHT = 37;

  /** {@code ~}. */
  public static final int TILDE = 38;

  /** The kind of the first keyword; the others follow in the order of {@link Keyword}. */
  public static final int FIRST_KEYWORD = 64;

  private Symbol() {}

  /**
   * Whether tokens of a kind are words: keywords or not, without quotes.
   *
   * @param kind a kind
   * @return whether they are
   */
  public static boolean isWord(int kind) {
    return kind == WORD || kind >= FIRST_KEYWORD;
  }

  /**
   * Whether tokens of a kind are numbers.
   *
   * @param kind a kind
   * @return whether they are
   */
  public static boolean isNumber(int kind) {
    return kind >= INTEGER && kind <= HEXADECIMAL;
  }

  /**
   * Whether tokens of a kind are character strings.
   *
   * @param kind a kind
   * @return whether they are
   */
  public static boolean isString(int kind) {
    return kind >= STRING && kind <= DOLLAR_STRING;
  }

  /**
   * Whether tokens of a kind are parameters.
   *
   * @param kind a kind
   * @return whether they are
   */
  public static boolean isParameter(int kind) {
    return kind >= PARAMETER && kind <= NAMED_PARAMETER;
  }
}
