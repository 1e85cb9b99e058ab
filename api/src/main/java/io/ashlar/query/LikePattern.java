package io.ashlar.query;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;

/** Splits patterns of {@code LIKE} into what they begin with and the rest. Stateless. */
final class LikePattern {

  static final char DEFAULT_ESCAPE = '\\';

  private LikePattern() {}

  /** A pattern without wildcards is an equality, and one with a last {@code %} alone a prefix. */
  static Predicate predicate(StringColumn column, String pattern, char escape) {
    check(pattern, escape);
    StringBuilder literal = new StringBuilder();
    int wildcard = literal(pattern, escape, literal);
    String prefix = literal.toString();
    if (wildcard == pattern.length()) {
      return column.eq(prefix);
    }
    if (wildcard == pattern.length() - 1 && pattern.charAt(wildcard) == '%') {
      return column.startsWith(prefix);
    }
    Predicate like = new Predicate.Like(column, pattern, escape);
    return prefix.isEmpty() ? like : column.startsWith(prefix).and(like);
  }

  /** Appends what stands before the first wildcard, and returns where that is. */
  private static int literal(String pattern, char escape, StringBuilder literal) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%' || c == '_') {
        return i;
      }
      if (c == escape) {
        i++;
      }
      literal.append(pattern.charAt(i));
    }
    return pattern.length();
  }

  static void check(Object pattern, char escape) {
    Arguments.requireGiven(pattern, "pattern");
    if (escape == '%' || escape == '_' || Character.isSurrogate(escape)) {
      throw new IllegalUseException("The escape character is not allowed.", "escape", escape);
    }
    if (pattern instanceof String text) {
      requireWhole(text, escape);
    }
  }

  private static void requireWhole(String pattern, char escape) {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == escape && ++i == pattern.length()) {
        throw endsWithEscape(pattern);
      }
    }
  }

  private static IllegalUseException endsWithEscape(String pattern) {
    return new IllegalUseException(
        "The pattern ends with its escape character.", "pattern", pattern);
  }
}
