package io.ashlar.sql.text;

/** What the characters of a token stand for. */
public final class TokenText {

  private static final int EXCERPT = 40;
  private static final int HEX_RADIX = 16;
  private static final int OCTAL_RADIX = 8;

  private TokenText() {}

  /**
   * A character of an unquoted name in lower case.
   *
   * @param c a character
   * @return the same in lower case, by itself
   */
  public static char fold(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
    return Character.toLowerCase(c);
  }

  /**
   * Whether a part of a text is a word in either case.
   *
   * @param text the text
   * @param start where the part begins
   * @param end where it ends, exclusive
   * @param word a word in lower case
   * @return whether it is
   */
  public static boolean isWord(String text, int start, int end, String word) {
    if (end - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (fold(text.charAt(start + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * An unquoted name in lower case.
   *
   * @param text the text
   * @param start where the name begins
   * @param end where it ends, exclusive
   * @return the name
   */
  public static String folded(String text, int start, int end) {
    int i = start;
    while (i < end && fold(text.charAt(i)) == text.charAt(i)) {
      i++;
    }
    if (i == end) {
      return text.substring(start, end);
    }
    char[] chars = new char[end - start];
    for (int k = start; k < end; k++) {
      chars[k - start] = fold(text.charAt(k));
    }
    return new String(chars);
  }

  /**
   * A name without its quotes, backquotes or brackets.
   *
   * @param text the text
   * @param start where the token begins
   * @param end where it ends, exclusive
   * @return the name
   */
  public static String unquoted(String text, int start, int end) {
    char quote = text.charAt(end - 1);
    return withoutDoubled(text, start + 1, end - 1, quote);
  }

  /**
   * The characters that a string stands for.
   *
   * @param text the text
   * @param kind {@link Symbol#STRING}, {@link Symbol#ESCAPED_STRING} or {@link
   *     Symbol#DOLLAR_STRING}
   * @param start where the token begins
   * @param end where it ends, exclusive
   * @return the characters; null where an escape is none
   */
  public static String string(String text, int kind, int start, int end) {
    int open = text.indexOf(kind == Symbol.DOLLAR_STRING ? '$' : '\'', start) + 1;
    switch (kind) {
      case Symbol.DOLLAR_STRING -> {
        int tag = text.indexOf('$', open) + 1 - start;
        return text.substring(start + tag, end - tag);
      }
      case Symbol.ESCAPED_STRING -> {
        return withoutEscapes(text, open, end - 1);
      }
      default -> {
        return withoutDoubled(text, open, end - 1, '\'');
      }
    }
  }

  /**
   * The characters at a place, as a message shows them: few, and none that is not printed.
   *
   * @param text the text
   * @param offset where they begin
   * @return at most {@value #EXCERPT} characters
   */
  public static String excerpt(String text, int offset) {
    return excerpt(text, offset, Math.min(text.length(), offset + EXCERPT));
  }

  /**
   * A token, as a message shows it: cut where it is long, and without characters that are not
   * printed.
   *
   * @param text the text
   * @param start where the token begins
   * @param end where it ends, exclusive
   * @return at most {@value #EXCERPT} characters
   */
  public static String excerpt(String text, int start, int end) {
    int last = Math.min(end, start + EXCERPT);
    StringBuilder shown = new StringBuilder(last - start);
    for (int i = start; i < last; i++) {
      char c = text.charAt(i);
      boolean split = Character.isHighSurrogate(c) && i + 1 == last;
      shown.append(Character.isISOControl(c) || split ? '?' : c);
    }
    return shown.toString();
  }

  private static String withoutDoubled(String text, int start, int end, char quote) {
    int doubled = text.indexOf(quote, start);
    if (doubled < 0 || doubled >= end) {
      return text.substring(start, end);
    }
    StringBuilder plain = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      plain.append(c);
      if (c == quote) {
        i++;
      }
    }
    return plain.toString();
  }

  private static String withoutEscapes(String text, int start, int end) {
    StringBuilder plain = new StringBuilder(end - start);
    int i = start;
    while (i < end) {
      char c = text.charAt(i++);
      if (c == '\'') {
        i++;
        plain.append(c);
      } else if (c != '\\') {
        plain.append(c);
      } else {
        i = escape(text, i, end, plain);
        if (i < 0) {
          return null;
        }
      }
    }
    return plain.toString();
  }

  /** Appends what is behind a backslash; where the text goes on, or -1. */
  private static int escape(String text, int at, int end, StringBuilder plain) {
    char c = text.charAt(at);
    switch (c) {
      case 'b' -> {
        plain.append('\b');
        return at + 1;
      }
      case 'f' -> {
        plain.append('\f');
        return at + 1;
      }
      case 'n' -> {
        plain.append('\n');
        return at + 1;
      }
      case 'r' -> {
        plain.append('\r');
        return at + 1;
      }
      case 't' -> {
        plain.append('\t');
        return at + 1;
      }
      case 'x' -> {
        return code(text, at + 1, end, HEX_RADIX, 1, 2, plain);
      }
      case 'u' -> {
        return code(text, at + 1, end, HEX_RADIX, 4, 4, plain);
      }
      case 'U' -> {
        return code(text, at + 1, end, HEX_RADIX, 8, 8, plain);
      }
      default -> {
        if (c >= '0' && c <= '7') {
          return code(text, at, end, OCTAL_RADIX, 1, 3, plain);
        }
        plain.append(c);
        return at + 1;
      }
    }
  }

  /** Appends a code point of so many digits; where the text goes on, or -1. */
  private static int code(
      String text, int at, int end, int radix, int least, int most, StringBuilder plain) {
    int i = at;
    long value = 0;
    while (i < end && i < at + most && Character.digit(text.charAt(i), radix) >= 0) {
      value = value * radix + Character.digit(text.charAt(i), radix);
      i++;
    }
    if (i - at < least || value == 0 || value > Character.MAX_CODE_POINT) {
      return -1;
    }
    plain.appendCodePoint((int) value);
    return i;
  }
}
