package io.ashlar.shell.terminal;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Lexer;
import io.ashlar.sql.text.Symbol;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which tables a statement that is being written names, and by which aliases. */
final class NamedTables {

  private final Set<String> tables;
  private final Lexer lexer = new Lexer();

  /** Aliases and names, in lower case, with the tables that they stand for. */
  private final Map<String, String> named = new LinkedHashMap<>();

  private NamedTables(Set<String> tables) {
    this.tables = tables;
  }

  /** In a text that may not be understood; what cannot be cut into tokens names nothing. */
  static NamedTables in(String text, Set<String> tables) {
    NamedTables found = new NamedTables(tables);
    try {
      found.lexer.scan(text);
      found.collect();
    } catch (SqlException e) {
      found.named.clear();
    }
    return found;
  }

  private void collect() {
    for (int token = 0; token < lexer.count() - 1; token++) {
      Optional<String> table = table(word(token));
      if (table.isPresent() && !follows(token, Symbol.DOT)) {
        named.put(table.get().toLowerCase(Locale.ROOT), table.get());
        alias(token + 1).ifPresent(alias -> named.put(alias, table.get()));
      }
    }
  }

  /** The table that is called so: the exact one, or the only one that differs in case alone. */
  private Optional<String> table(String word) {
    if (word.isEmpty() || tables.contains(word)) {
      return word.isEmpty() ? Optional.empty() : Optional.of(word);
    }
    return tables.stream().filter(word::equalsIgnoreCase).findFirst();
  }

  private boolean follows(int token, int kind) {
    return lexer.kind(token + 1) == kind;
  }

  private Optional<String> alias(int token) {
    int at = lexer.kind(token) == Keyword.AS.kind() ? token + 1 : token;
    Keyword keyword = at < lexer.count() ? Keyword.ofKind(lexer.kind(at)) : Keyword.AS;
    String word = at < lexer.count() ? word(at) : "";
    boolean free = keyword == null || keyword.isBareAlias();
    return free && !word.isEmpty() ? Optional.of(word.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  /** The name that a token is, without quotes; empty when it is none. */
  private String word(int token) {
    int kind = lexer.kind(token);
    String text = lexer.text().substring(lexer.start(token), lexer.end(token));
    if (kind == Symbol.QUOTED_NAME) {
      return text.substring(1, text.length() - 1);
    }
    return kind == Symbol.WORD || kind >= Symbol.FIRST_KEYWORD ? text : "";
  }

  /** The tables, each once. */
  Set<String> tables() {
    return Set.copyOf(named.values());
  }

  /** The table that an alias or a name stands for. */
  Optional<String> meant(String qualifier) {
    return Optional.ofNullable(named.get(qualifier.toLowerCase(Locale.ROOT)));
  }
}
