package io.ashlar.shell.meta;

import io.ashlar.sql.text.Keyword;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names as statements write them. */
public final class SqlNames {

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  private SqlNames() {}

  /**
   * The name that a word means: the same, or else, unless it stood in quotes, the only one that
   * differs in case alone.
   *
   * @param names those that there are
   * @param word the word
   * @param exact whether it stood in quotes
   * @return empty when it means none
   */
  static Optional<String> meant(List<String> names, String word, boolean exact) {
    if (names.contains(word) || exact) {
      return names.contains(word) ? Optional.of(word) : Optional.empty();
    }
    String folded = word.toLowerCase(Locale.ROOT);
    if (names.contains(folded)) {
      return Optional.of(folded);
    }
    List<String> found = names.stream().filter(word::equalsIgnoreCase).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /**
   * A name, in quotes where it needs them.
   *
   * @param name the name
   * @return what means it in a statement
   */
  public static String quoted(String name) {
    return PLAIN.matcher(name).matches() && !Keyword.isReserved(name)
        ? name
        : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
