package io.ashlar.shell.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows that were put together before: what the shell tells of the schema. */
public final class ListedRows implements Rows {

  private final List<Column> columns;
  private final List<String[]> rows = new ArrayList<>();
  private int at = -1;

  /**
   * Without rows.
   *
   * @param columns the columns
   */
  public ListedRows(Column... columns) {
    this.columns = List.of(columns);
  }

  /**
   * Columns of text.
   *
   * @param names their names
   * @return no rows yet
   */
  public static ListedRows of(String... names) {
    return new ListedRows(
        Arrays.stream(names).map(name -> new Column(name, Kind.TEXT)).toArray(Column[]::new));
  }

  /**
   * Adds a row.
   *
   * @param values one for each column, or null
   */
  public void add(String... values) {
    rows.add(values.clone());
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    return ++at < rows.size();
  }

  @Override
  public String value(int column) {
    return rows.get(at)[column];
  }
}
