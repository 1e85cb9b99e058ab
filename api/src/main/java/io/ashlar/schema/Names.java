package io.ashlar.schema;

import io.ashlar.error.SchemaException;
import java.nio.charset.StandardCharsets;

/**
 * What may be a name: 1 to 128 letters, digits and underscores, not beginning with a digit; and
 * what may be a text that means nothing to the database.
 */
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

  /** Refuses a text that is empty, too long or not encodable; null is none. */
  static void checkText(String what, String text, int maxLength) {
    if (text == null) {
      return;
    }
    if (text.isEmpty() || text.length() > maxLength) {
      throw new SchemaException(
          "The length of a text is out of range.",
          "text",
          what,
          "length",
          text.length(),
          "maxLength",
          maxLength);
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new SchemaException("A text of the schema holds an unpaired surrogate.", "text", what);
    }
  }
}
