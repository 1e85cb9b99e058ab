package io.ashlar.jdbc.metadata;

import java.util.Locale;

/**
 * A pattern of JDBC: {@code %} stands for any characters, {@code _} for one, and either for itself
 * behind {@code \}. Null and the empty pattern fit all names. Letters fit in either case, as names
 * without quotes do.
 */
final class NamePattern {

  static final char ESCAPE = '\\';

  private final String pattern;

  NamePattern(String pattern) {
    this.pattern = pattern == null ? "" : pattern.toLowerCase(Locale.ROOT);
  }

  boolean fits(String name) {
    return pattern.isEmpty() || fitsLower(name.toLowerCase(Locale.ROOT));
  }

  /** Goes back to the last {@code %} when what follows it does not fit. */
  private boolean fitsLower(String name) {
    int at = 0;
    int p = 0;
    int retryPattern = -1;
    int retryName = 0;
    while (at < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '%') {
        retryPattern = ++p;
        retryName = at;
      } else if (p < pattern.length() && fitsOne(p, name.charAt(at))) {
        p += isEscaped(p) ? 2 : 1;
        at++;
      } else if (retryPattern >= 0) {
        p = retryPattern;
        at = ++retryName;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '%') {
      p++;
    }
    return p == pattern.length();
  }

  private boolean isEscaped(int p) {
    return pattern.charAt(p) == ESCAPE && p + 1 < pattern.length();
  }

  private boolean fitsOne(int p, char c) {
    if (isEscaped(p)) {
      return pattern.charAt(p + 1) == c;
    }
    return pattern.charAt(p) == '_' || pattern.charAt(p) == c;
  }
}
