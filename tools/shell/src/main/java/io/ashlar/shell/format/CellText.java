package io.ashlar.shell.format;

import org.jline.utils.WCWidth;

/** Values as people read them, and how many columns of a terminal they take. */
public final class CellText {

  /** Instead of a value that is null. */
  static final String NULL = "NULL";

  private CellText() {}

  /**
   * A value for people: null can be seen, bytes are a literal, and characters that would move the
   * cursor or turn the text around are escapes, so that what is stored cannot write to the screen.
   */
  static String of(String value, Rows.Kind kind) {
    if (value == null) {
      return NULL;
    }
    return kind == Rows.Kind.BYTES ? "X'" + value + "'" : visible(value);
  }

  /**
   * A text without characters that act on a terminal.
   *
   * @param text the text
   * @return the same, or with escapes
   */
  public static String visible(String text) {
    StringBuilder changed = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean acts = acts(c);
      if (acts && changed == null) {
        changed = new StringBuilder(text.substring(0, i));
      }
      if (acts) {
        changed.append(escape(c));
      } else if (changed != null) {
        changed.append(c);
      }
    }
    return changed == null ? text : changed.toString();
  }

  private static boolean acts(char c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  private static String escape(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format("\\u%04x", (int) c);
    };
  }

  /**
   * How many columns of a terminal a text takes: two for wide characters, none for marks that stand
   * on others.
   *
   * @param text without characters that act on the terminal
   * @return the number
   */
  public static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      width += Math.max(0, WCWidth.wcwidth(text.codePointAt(i)));
    }
    return width;
  }
}
