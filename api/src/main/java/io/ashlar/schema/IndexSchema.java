package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Predicate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A declared secondary index. One with a predicate is <i>partial</i>: it holds the rows for which
 * the predicate is true, neither false nor unknown, and no others.
 *
 * @param name the name, unique in its table, not {@value #PRIMARY}
 * @param unique whether no two rows may have the same key; rows with a null in the key do not count
 * @param key the indexed columns in order, at least one, none twice
 * @param stored columns kept in the entries so that a scan of them need not fetch the row
 * @param predicate which rows the index holds; null for all
 */
public record IndexSchema(
    String name, boolean unique, List<KeyPart> key, List<String> stored, Predicate predicate) {

  /** What the primary key is called where an index can be named; no index may have the name. */
  public static final String PRIMARY = "primary";

  /**
   * Checks the parts and keeps copies.
   *
   * @param name the name
   * @param unique whether the key is unique
   * @param key the indexed columns
   * @param stored the stored columns
   * @param predicate which rows the index holds; null for all
   * @throws SchemaException when the key is empty or a column occurs twice in key and stored
   *     columns
   */
  public IndexSchema {
    Arguments.requireGiven(name, "name");
    key = Arguments.allGiven(key, "key");
    stored = Arguments.allGiven(stored, "stored");
    Names.check("index", name);
    if (name.equalsIgnoreCase(PRIMARY)) {
      throw new SchemaException("The name stands for the primary key.", "index", name);
    }
    if (key.isEmpty()) {
      throw new SchemaException("An index needs at least one column.", "index", name);
    }
    Set<String> seen = new HashSet<>();
    for (KeyPart part : key) {
      refuseTwice(name, seen, part.column());
    }
    for (String column : stored) {
      refuseTwice(name, seen, column);
    }
  }

  /**
   * An index of all rows.
   *
   * @param name the name
   * @param unique whether the key is unique
   * @param key the indexed columns
   * @param stored the stored columns
   * @throws SchemaException when the key is empty or a column occurs twice in key and stored
   *     columns
   */
  public IndexSchema(String name, boolean unique, List<KeyPart> key, List<String> stored) {
    this(name, unique, key, stored, null);
  }

  private static void refuseTwice(String index, Set<String> seen, String column) {
    if (!seen.add(column)) {
      throw new SchemaException(
          "A column occurs twice in an index.", "index", index, "column", column);
    }
  }

  /**
   * Begins the description of an index.
   *
   * @param name the name, unique in its table
   * @return the builder
   */
  public static Builder named(String name) {
    return new Builder(Arguments.given(name, "name"));
  }

  /** Collects the parts of an index. Not thread-safe. */
  public static final class Builder {

    private final String name;
    private final List<KeyPart> key = new ArrayList<>();
    private final List<String> stored = new ArrayList<>();
    private boolean unique;
    private Predicate predicate;

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Adds a column to the key, smallest values first, nulls before them.
     *
     * @param column the name of the column
     * @return this
     */
    public Builder ascending(String column) {
      key.add(new KeyPart(column, false));
      return this;
    }

    /**
     * Adds a column to the key, largest values first, nulls last.
     *
     * @param column the name of the column
     * @return this
     */
    public Builder descending(String column) {
      key.add(new KeyPart(column, true));
      return this;
    }

    /**
     * Keeps columns in the entries.
     *
     * @param columns the names of the columns
     * @return this
     */
    public Builder storing(String... columns) {
      stored.addAll(List.of(Arguments.allGiven(columns, "columns")));
      return this;
    }

    /**
     * Makes the index unique.
     *
     * @return this
     */
    public Builder unique() {
      unique = true;
      return this;
    }

    /**
     * Makes the index partial: it holds the rows for which the predicate is true, a unique one
     * checks these alone, and the planner takes it only for queries that select no others.
     *
     * <pre>{@code
     * ix.ascending("position").where(BooleanColumn.named("active").eq(true))
     * }</pre>
     *
     * @param condition of constants and {@code named} columns, or columns of the table
     * @return this
     * @throws SchemaException when one was given before
     */
    public Builder where(Predicate condition) {
      Arguments.requireGiven(condition, "condition");
      if (predicate != null) {
        throw new SchemaException("A partial index has one predicate.", "index", name);
      }
      predicate = condition;
      return this;
    }

    /**
     * Ends the description.
     *
     * @return the index
     * @throws SchemaException when it is not possible
     */
    public IndexSchema build() {
      return new IndexSchema(name, unique, key, stored, predicate);
    }
  }
}
