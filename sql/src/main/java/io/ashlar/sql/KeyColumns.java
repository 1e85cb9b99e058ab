package io.ashlar.sql;

import io.ashlar.Table;
import io.ashlar.argument.Arguments;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.DefaultValue;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which columns of the rows that a statement inserts it tells afterwards, by {@link
 * SqlStatement#generatedKeys}. Immutable.
 */
public final class KeyColumns {

  private static final KeyColumns NONE = new KeyColumns(false, List.of(), List.of());
  private static final KeyColumns DRAWN = new KeyColumns(true, List.of(), List.of());

  private final boolean drawn;
  private final List<String> names;
  private final List<Integer> numbers;

  private KeyColumns(boolean drawn, List<String> names, List<Integer> numbers) {
    this.drawn = drawn;
    this.names = names;
    this.numbers = numbers;
  }

  /**
   * None.
   *
   * @return of no statement anything
   */
  public static KeyColumns none() {
    return NONE;
  }

  /**
   * Those that the database gives a value: the identity column, and columns of the primary key
   * whose default is computed, such as the next value of a sequence or a random UUID.
   *
   * @return of each table its own
   */
  public static KeyColumns drawn() {
    return DRAWN;
  }

  /**
   * Columns by name. A name means the column that is called so, or else the only one that is but
   * for case.
   *
   * @param names the names, in the order in which they are told
   * @return these
   */
  public static KeyColumns named(List<String> names) {
    return new KeyColumns(false, Arguments.allGiven(names, "names"), List.of());
  }

  /**
   * Columns by number.
   *
   * @param numbers from 1, in the order in which they are told
   * @return these
   */
  public static KeyColumns numbered(List<Integer> numbers) {
    return new KeyColumns(false, List.of(), Arguments.allGiven(numbers, "numbers"));
  }

  /** What is told of a row of a table. */
  List<QueryBody.SelectItem> of(Table table) {
    List<QueryBody.SelectItem> items = new ArrayList<>();
    List<ColumnSchema> columns = table.schema().columns();
    List<String> all = columns.stream().map(ColumnSchema::name).toList();
    if (drawn) {
      List<String> key = table.schema().primaryKey();
      columns.stream()
          .filter(column -> column.identity() || isComputed(column, key))
          .forEach(column -> items.add(item(column.name())));
    }
    for (String name : names) {
      int index = NameMatch.indexOf(new Identifier(0, name, false), all);
      if (index < 0) {
        throw unknown(table, name, NearestName.of(name, all));
      }
      items.add(item(all.get(index)));
    }
    for (int number : numbers) {
      if (number < 1 || number > all.size()) {
        throw unknown(table, number, Optional.empty());
      }
      items.add(item(all.get(number - 1)));
    }
    return items;
  }

  private static boolean isComputed(ColumnSchema column, List<String> key) {
    return column.defaultValue() instanceof DefaultValue && key.contains(column.name());
  }

  private static SqlException unknown(Table table, Object column, Optional<String> nearest) {
    return SqlException.nowhere(
        SqlState.UNDEFINED_COLUMN,
        "The table has no column of this name or number.",
        "column",
        column,
        "table",
        table.name(),
        "nearest",
        nearest.orElse("none"));
  }

  private static QueryBody.SelectItem item(String name) {
    QualifiedName column = new QualifiedName(0, List.of(new Identifier(0, name, true)));
    return new QueryBody.Column(0, new Expression.ColumnReference(0, column), Optional.empty());
  }

  /**
   * Equal when they mean the same columns in the same order.
   *
   * @param other the other
   * @return whether they are equal
   */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof KeyColumns keys
            && drawn == keys.drawn
            && names.equals(keys.names)
            && numbers.equals(keys.numbers));
  }

  /**
   * Fits {@link #equals}.
   *
   * @return the hash
   */
  @Override
  public int hashCode() {
    return 31 * (31 * Boolean.hashCode(drawn) + names.hashCode()) + numbers.hashCode();
  }

  /**
   * What it means.
   *
   * @return a text
   */
  @Override
  public String toString() {
    return drawn ? "drawn" : names.isEmpty() ? numbers.toString() : names.toString();
  }
}
