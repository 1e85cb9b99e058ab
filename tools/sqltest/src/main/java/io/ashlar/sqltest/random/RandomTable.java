package io.ashlar.sqltest.random;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Select;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table with its rows.
 *
 * @param name its name
 * @param columns its columns
 * @param keyed whether the first column is the primary key
 * @param indexes statements that make indexes and statistics, which only our own engine is told
 * @param rows literals
 * @param definition the query of which it is a view; null for a table
 */
public record RandomTable(
    String name,
    List<Column> columns,
    boolean keyed,
    List<String> indexes,
    List<List<Term>> rows,
    Select definition) {

  /**
   * A view.
   *
   * @param name its name
   * @param definition its query
   * @return the view, whose columns are those of the query
   */
  static RandomTable view(String name, Select definition) {
    List<Column> columns = new ArrayList<>();
    for (Term item : definition.items()) {
      columns.add(new Column("x" + columns.size(), item.kind(), false));
    }
    return new RandomTable(name, columns, false, List.of(), List.of(), definition);
  }

  /**
   * Those that statements name, and those that views among them name.
   *
   * @param tables all; views behind what they read
   * @param words the statements
   * @return some of them, in the same sequence
   */
  public static List<RandomTable> used(List<RandomTable> tables, String words) {
    List<RandomTable> used = new ArrayList<>();
    String all = words;
    for (int i = tables.size() - 1; i >= 0; i--) {
      RandomTable table = tables.get(i);
      if (all.contains(table.name)) {
        used.add(0, table);
        all += table.definition == null ? "" : table.definition.text(Engine.ASHLAR);
      }
    }
    return used;
  }

  /**
   * What drops it.
   *
   * @return a statement
   */
  public String drop() {
    return "drop " + (definition == null ? "table" : "view") + " if exists " + name;
  }

  /**
   * What makes the table and its rows.
   *
   * @param engine whose dialect to write
   * @return statements in order
   */
  public List<String> statements(Engine engine) {
    if (definition != null) {
      return List.of("create view " + name + " as " + definition.text(engine));
    }
    List<String> statements = new ArrayList<>();
    statements.add(
        "create table "
            + name
            + " ("
            + columns.stream()
                .map(each -> each.name() + " " + type(each, engine) + required(each))
                .collect(Collectors.joining(", "))
            + (keyed ? ", primary key (" + columns.get(0).name() + "))" : ")"));
    List<String> own = engine == Engine.ASHLAR ? indexes : List.of();
    own.stream().filter(each -> each.startsWith("create")).forEach(statements::add);
    for (List<Term> row : rows) {
      statements.add(
          "insert into "
              + name
              + " values ("
              + row.stream().map(term -> term.text(engine)).collect(Collectors.joining(", "))
              + ")");
    }
    own.stream().filter(each -> !each.startsWith("create")).forEach(statements::add);
    return statements;
  }

  /** An INTEGER that is the key numbers rows by itself in SQLite, where it is given null. */
  private String type(Column column, Engine engine) {
    boolean numbers = engine == Engine.SQLITE && keyed && column.equals(columns.get(0));
    return (numbers ? Kind.LONG : column.kind()).type();
  }

  private static String required(Column column) {
    return column.required() ? " not null" : "";
  }

  /**
   * The same table without some rows.
   *
   * @param from the first that is left out
   * @param to behind the last that is left out
   * @return a new table
   */
  public RandomTable without(int from, int to) {
    List<List<Term>> fewer = new ArrayList<>(rows.subList(0, from));
    fewer.addAll(rows.subList(to, rows.size()));
    return new RandomTable(name, columns, keyed, indexes, fewer, definition);
  }

  /**
   * The same table without one of its indexes.
   *
   * @param place which
   * @return a new table
   */
  public RandomTable withoutIndex(int place) {
    List<String> fewer = new ArrayList<>(indexes);
    fewer.remove(place);
    return new RandomTable(name, columns, keyed, fewer, rows, definition);
  }

  /**
   * Simpler views with the same columns.
   *
   * @return new views; none for a table
   */
  public List<RandomTable> simpler() {
    return definition == null
        ? List.of()
        : definition.simpler().stream().map(each -> view(name, each)).toList();
  }
}
