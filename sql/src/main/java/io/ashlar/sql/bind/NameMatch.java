package io.ashlar.sql.bind;

import io.ashlar.sql.syntax.Identifier;
import java.util.List;

/** Which of several names an identifier means. */
public final class NameMatch {

  private NameMatch() {}

  /**
   * Whether an identifier means a name.
   *
   * @param identifier as it was written; folded to lower case unless it was in quotes
   * @param name a name
   * @return true when they are equal, but for case if it was not in quotes
   */
  public static boolean matches(Identifier identifier, String name) {
    return identifier.quoted()
        ? identifier.text().equals(name)
        : identifier.text().equalsIgnoreCase(name);
  }

  /**
   * Which name an identifier means: an equal one, or else the only one that matches.
   *
   * @param identifier as it was written
   * @param names the names
   * @return its index; -1 when it means none, or several and none exactly
   */
  public static int indexOf(Identifier identifier, List<String> names) {
    int exact = names.indexOf(identifier.text());
    if (exact >= 0 || identifier.quoted()) {
      return exact;
    }
    int found = -1;
    for (int i = 0; i < names.size(); i++) {
      if (matches(identifier, names.get(i))) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }
}
