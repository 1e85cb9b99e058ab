package io.ashlar.schema;

import io.ashlar.error.SchemaException;

/** What may be a name: 1 to 128 letters, digits and underscores, not beginning with a digit. */
final class Names {

  static final int MAX_LENGTH = 128;

  private Names() {}

  static void check(String what, String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH || !wellFormed(name)) {
      throw new SchemaException(
          "A name needs 1 to 128 letters, digits or underscores, and no digit in front.",
          what,
          name);
    }
  }

  private static boolean wellFormed(String name) {
    return !Character.isDigit(name.codePointAt(0))
        && name.codePoints().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
  }
}
