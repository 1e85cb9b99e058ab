package io.ashlar.sqltest.random;

import io.ashlar.sqltest.query.Feature;
import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Select;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes tables and their rows. */
public final class SchemaSource {

  private static final Kind[] KINDS = Kind.values();
  private static final int MAX_ROWS = 14;

  /** What all engines can judge, as views are in many queries. */
  private static final Set<Feature> VIEWED =
      EnumSet.of(
          Feature.SUBQUERY, Feature.SET_OPERATION, Feature.NAMED_QUERY, Feature.WHOLE_DIVISION);

  private final Dice dice;
  private final ValueSource values;

  /**
   * A source.
   *
   * @param dice what to choose by
   */
  public SchemaSource(Dice dice) {
    this.dice = dice;
    this.values = new ValueSource(dice);
  }

  /**
   * Two or three tables, and perhaps views of them behind.
   *
   * @return new tables
   */
  public List<RandomTable> tables() {
    List<RandomTable> tables = new ArrayList<>();
    int count = 2 + dice.below(2);
    for (int i = 0; i < count; i++) {
      tables.add(table(i));
    }
    for (int i = dice.percent(60) ? 0 : 1 + dice.below(2); i > 0; i--) {
      // Queries with parts that fail or nest would hide what is asked of them.
      Select query = new QuerySource(dice, tables, VIEWED).view();
      tables.add(RandomTable.view("v" + i, query));
    }
    return tables;
  }

  private RandomTable table(int number) {
    String name = "t" + number;
    boolean keyed = dice.percent(60);
    List<Column> columns = new ArrayList<>();
    int count = 2 + dice.below(4);
    for (int i = 0; i < count; i++) {
      Kind kind = keyed && i == 0 ? dice.one(Kind.INT, Kind.LONG, Kind.INT) : dice.one(KINDS);
      columns.add(new Column("c" + number + i, kind, (keyed && i == 0) || dice.percent(15)));
    }
    List<String> indexes = new ArrayList<>();
    for (int i = dice.below(3); i > 0; i--) {
      indexes.add(index(name, indexes.size(), columns));
    }
    if (dice.percent(25)) {
      indexes.add("analyze " + name);
    }
    List<List<Term>> rows = new ArrayList<>();
    int rowCount = dice.percent(10) ? 0 : 1 + dice.below(MAX_ROWS);
    for (int row = 0; row < rowCount; row++) {
      rows.add(row(columns, keyed, row));
    }
    return new RandomTable(name, columns, keyed, indexes, rows, null);
  }

  private List<Term> row(List<Column> columns, boolean keyed, int number) {
    List<Term> row = new ArrayList<>();
    for (Column column : columns) {
      if (keyed && row.isEmpty()) {
        // Not dense, and on both sides of zero.
        row.add(Term.of(column.kind(), Integer.toString(number * 2 - 5)));
      } else {
        row.add(values.any(column.kind(), column.required() ? 0 : 20));
      }
    }
    return row;
  }

  private String index(String table, int number, List<Column> columns) {
    Column first = dice.one(columns);
    Column second = dice.one(columns);
    StringBuilder keys = new StringBuilder(first.name()).append(dice.one("", " desc", " asc"));
    if (!first.equals(second) && dice.percent(40)) {
      keys.append(", ").append(second.name());
    }
    String rest = "";
    if (!first.equals(second) && dice.percent(15)) {
      rest = " include (" + second.name() + ")";
      keys = new StringBuilder(first.name());
    }
    if (dice.percent(15)) {
      rest += " where " + first.name() + " is not null";
    }
    return "create index " + table + "i" + number + " on " + table + " (" + keys + ")" + rest;
  }
}
