package io.ashlar.shell.terminal;

import io.ashlar.Database;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.ViewSchema;
import io.ashlar.shell.meta.MetaCommands;
import io.ashlar.shell.meta.SqlNames;
import io.ashlar.sql.text.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Completes words: columns of the tables that the statement names first, then tables, then all
 * other columns, then keywords, in the case in which the word was begun; behind a point the columns
 * of what stands before it, behind {@code FROM} and its like tables alone, and behind a backslash
 * commands. Views are offered as tables are, where they are read.
 */
final class WordCompleter implements Completer {

  /** Where completions stand in the list; those that are nearer at hand have lower numbers. */
  private static final int NAMED_COLUMN = 1;

  private static final int TABLE = 2;
  private static final int OTHER_COLUMN = 3;
  private static final int KEYWORD = 4;

  private static final Set<String> BEFORE_TABLES =
      Set.of("into", "update", "table", "references", "analyze");

  private static final Set<String> BEFORE_SOURCES = Set.of("from", "join", "using");

  private final Database database;

  WordCompleter(Database database) {
    this.database = database;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String before = line.line().substring(0, line.cursor() - line.word().length());
    String word = line.word();
    List<String> names = new ArrayList<>(database.schema().tables());
    List<String> tables = List.copyOf(names);
    names.addAll(database.schema().views());
    if (MetaCommands.isCommand(line.line())) {
      if (before.isBlank()) {
        MetaCommands.NAMES.forEach(name -> add(candidates, name, TABLE));
      } else if (before.strip().equals("\\d")) {
        names.forEach(name -> add(candidates, SqlNames.quoted(name), TABLE));
      }
      return;
    }
    NamedTables named = NamedTables.in(line.line(), Set.copyOf(names));
    if (before.endsWith(".")) {
      columnsBehindPoint(before, named, candidates);
      return;
    }
    String last = lastWord(before);
    boolean changed = BEFORE_TABLES.contains(last);
    (changed ? tables : names).forEach(name -> add(candidates, SqlNames.quoted(name), TABLE));
    if (changed || BEFORE_SOURCES.contains(last)) {
      return;
    }
    Set<String> seen = new LinkedHashSet<>();
    named.tables().forEach(table -> columns(table, NAMED_COLUMN, seen, candidates));
    names.forEach(table -> columns(table, OTHER_COLUMN, seen, candidates));
    boolean capitals = !word.isEmpty() && Character.isUpperCase(word.charAt(0));
    for (Keyword keyword : Keyword.values()) {
      String text = keyword.name();
      add(candidates, capitals ? text : text.toLowerCase(Locale.ROOT), KEYWORD);
    }
  }

  private void columnsBehindPoint(String before, NamedTables named, List<Candidate> candidates) {
    String qualifier = lastWord(before.substring(0, before.length() - 1));
    named
        .meant(qualifier)
        .ifPresent(table -> columns(table, NAMED_COLUMN, new LinkedHashSet<>(), candidates));
  }

  private void columns(String name, int sort, Set<String> seen, List<Candidate> candidates) {
    List<String> columns =
        database
            .findTable(name)
            .map(table -> table.schema().columns().stream().map(ColumnSchema::name).toList())
            .or(() -> database.schema().findView(name).map(ViewSchema::columns))
            .orElse(List.of());
    for (String column : columns) {
      if (seen.add(column)) {
        add(candidates, SqlNames.quoted(column), sort);
      }
    }
  }

  private static String lastWord(String text) {
    String stripped = text.stripTrailing();
    int begin = stripped.length();
    while (begin > 0 && TypedText.isWordPart(stripped.charAt(begin - 1))) {
      begin--;
    }
    return stripped.substring(begin).toLowerCase(Locale.ROOT);
  }

  private static void add(List<Candidate> candidates, String text, int sort) {
    candidates.add(new Candidate(text, text, null, null, null, null, true, sort));
  }
}
