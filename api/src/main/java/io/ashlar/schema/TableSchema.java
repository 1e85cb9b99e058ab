package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Predicate;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A declared table: columns, primary key, secondary indexes.
 *
 * <p>Names are case-sensitive, but two names that differ in case alone are refused in one table, so
 * that every schema can be written as SQL.
 *
 * @param name the name, unique in its database
 * @param columns the columns in order, 1 to {@value #MAX_COLUMNS}
 * @param primaryKey names of the columns of the primary key in order, at least one
 * @param indexes the secondary indexes
 * @param checks the check constraints
 * @param partitioning how its rows are divided, or null when they are not
 * @param expiration when its rows expire, or null for never
 */
public record TableSchema(
    String name,
    List<ColumnSchema> columns,
    List<String> primaryKey,
    List<IndexSchema> indexes,
    List<CheckSchema> checks,
    Partitioning partitioning,
    Expiration expiration) {

  /** Most columns that a table may have. */
  public static final int MAX_COLUMNS = 1_000;

  /**
   * Checks the parts and keeps copies.
   *
   * @param name the name
   * @param columns the columns
   * @param primaryKey the primary key
   * @param indexes the secondary indexes
   * @param checks the check constraints
   * @param partitioning how its rows are divided, or null when they are not
   * @param expiration when its rows expire, or null for never
   * @throws SchemaException when the table is not possible as described; the facts name the part
   */
  public TableSchema {
    Arguments.requireGiven(name, "name");
    columns = Arguments.allGiven(columns, "columns");
    primaryKey = Arguments.allGiven(primaryKey, "primaryKey");
    indexes = Arguments.allGiven(indexes, "indexes");
    checks = Arguments.allGiven(checks, "checks");
    Names.check("table", name);
    SchemaRules.checkColumns(name, columns);
    SchemaRules.checkPrimaryKey(name, columns, primaryKey);
    SchemaRules.checkIndexes(name, columns, indexes);
    SchemaRules.checkChecks(name, checks);
    if (partitioning != null) {
      partitioning.check(name, columns, primaryKey, indexes);
    }
    if (expiration != null) {
      expiration.check(name, columns);
    }
  }

  /**
   * A table without checks, that is not partitioned and whose rows do not expire.
   *
   * @param name the name
   * @param columns the columns
   * @param primaryKey the primary key
   * @param indexes the secondary indexes
   * @throws SchemaException when the table is not possible as described
   */
  public TableSchema(
      String name, List<ColumnSchema> columns, List<String> primaryKey, List<IndexSchema> indexes) {
    this(name, columns, primaryKey, indexes, List.of(), null, null);
  }

  /**
   * Begins the description of a table.
   *
   * @param name the name, unique in its database
   * @return the builder
   */
  public static Builder named(String name) {
    Arguments.requireGiven(name, "name");
    return new Builder(name);
  }

  /**
   * Checks that an index fits the table.
   *
   * @param index the index
   * @throws SchemaException when it names a column that the table does not have, or is unique
   *     without the columns that decide the partition
   */
  public void check(IndexSchema index) {
    Arguments.requireGiven(index, "index");
    SchemaRules.checkIndex(name, columns, index);
    if (partitioning != null) {
      partitioning.check(name, index);
    }
  }

  /** Collects the parts of a table. Not thread-safe. */
  public static final class Builder {

    private final String name;
    private final List<ColumnSchema> columns = new ArrayList<>();
    private final List<String> primaryKey = new ArrayList<>();
    private final List<IndexSchema> indexes = new ArrayList<>();
    private final List<CheckSchema> checks = new ArrayList<>();
    private Partitioning partitioning;
    private Expiration expiration;

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Adds a column that may be null.
     *
     * @param column the name
     * @param type the type
     * @return this
     */
    public Builder column(String column, ColumnType type) {
      Arguments.requireGiven(column, "column");
      columns.add(new ColumnSchema(column, type, true));
      return this;
    }

    /**
     * Forbids null in the column that was added last.
     *
     * @return this
     * @throws SchemaException when no column has been added
     */
    public Builder notNull() {
      ColumnSchema last = removeLast("NOT NULL follows a column.");
      columns.add(
          new ColumnSchema(last.name(), last.type(), false, last.defaultValue(), last.identity()));
      return this;
    }

    /**
     * Gives the column that was added last a default, which an insert writes that does not set the
     * column.
     *
     * @param value the value in the Java type of the column; null for none. Instants and times are
     *     cut off below microseconds, as where they are set
     * @return this
     * @throws SchemaException when no column has been added
     */
    public Builder defaultValue(Object value) {
      ColumnSchema last = removeLast("A default follows a column.");
      columns.add(
          new ColumnSchema(last.name(), last.type(), last.nullable(), value, last.identity()));
      return this;
    }

    /**
     * Lets the database number the column that was added last: an insert that does not set it
     * writes the next number of a sequence of its own, from 1 on. Numbers rise, may leave gaps, and
     * are never given out twice. Forbids null. After inserts that set the column themselves {@link
     * io.ashlar.Sequence#advancePast} leads past their numbers.
     *
     * @return this
     * @throws SchemaException when no column has been added, or it is neither INT nor LONG
     */
    public Builder identity() {
      ColumnSchema last = removeLast("IDENTITY follows a column.");
      columns.add(new ColumnSchema(last.name(), last.type(), false, last.defaultValue(), true));
      return this;
    }

    private ColumnSchema removeLast(String otherwise) {
      if (columns.isEmpty()) {
        throw new SchemaException(otherwise, "table", name);
      }
      return columns.remove(columns.size() - 1);
    }

    /**
     * Adds a check constraint: no row may make the predicate false; unknown passes.
     *
     * @param check its name, unique among the checks of the table
     * @param predicate the predicate, of constants and {@code named} columns
     * @return this
     */
    public Builder check(String check, Predicate predicate) {
      Arguments.requireGiven(check, "check");
      checks.add(new CheckSchema(check, predicate));
      return this;
    }

    /**
     * Sets the primary key; its columns become NOT NULL.
     *
     * @param names the names of its columns in order
     * @return this
     * @throws SchemaException when a primary key was set before
     */
    public Builder primaryKey(String... names) {
      Arguments.allGiven(names, "names");
      if (!primaryKey.isEmpty()) {
        throw new SchemaException("A table has one primary key.", "table", name);
      }
      primaryKey.addAll(List.of(names));
      return this;
    }

    /**
     * Adds a secondary index.
     *
     * @param index its name, unique in the table
     * @param parts describes it
     * @return this
     */
    public Builder index(String index, UnaryOperator<IndexSchema.Builder> parts) {
      indexes.add(built(IndexSchema.named(Arguments.given(index, "index")), parts));
      return this;
    }

    /**
     * Adds a unique secondary index.
     *
     * @param index its name, unique in the table
     * @param parts describes it
     * @return this
     */
    public Builder uniqueIndex(String index, UnaryOperator<IndexSchema.Builder> parts) {
      indexes.add(built(IndexSchema.named(Arguments.given(index, "index")).unique(), parts));
      return this;
    }

    private static IndexSchema built(
        IndexSchema.Builder begun, UnaryOperator<IndexSchema.Builder> parts) {
      IndexSchema.Builder index = Arguments.given(parts, "parts").apply(begun);
      if (index == null) {
        throw new IllegalUseException("The function returned no index.", "argument", "parts");
      }
      return index.build();
    }

    /**
     * Lets rows expire some time after they were written last: inserted or updated.
     *
     * @param after how long after the commit, from 1 µs to 100 years; commits are told apart by
     *     milliseconds
     * @return this
     * @throws SchemaException when that is out of range, or rows expire already
     * @see Expiration
     */
    public Builder expireAfter(Duration after) {
      return expire(new Expiration(null, Arguments.given(after, "after")));
    }

    /**
     * Lets each row expire some time after the time in a column of its own.
     *
     * @param column a TIMESTAMP column; null in it stands for never
     * @param after how long after that time, from 0 to 100 years
     * @return this
     * @throws SchemaException when that is out of range, or rows expire already
     * @see Expiration
     */
    public Builder expireAfter(String column, Duration after) {
      Arguments.requireGiven(column, "column");
      Names.check("column", column);
      return expire(new Expiration(column, Arguments.given(after, "after")));
    }

    /**
     * Lets each row expire at the time in a column of its own.
     *
     * @param column a TIMESTAMP column; null in it stands for never
     * @return this
     * @throws SchemaException when rows expire already
     * @see Expiration
     */
    public Builder expireAt(String column) {
      return expireAfter(column, Duration.ZERO);
    }

    private Builder expire(Expiration declared) {
      if (expiration != null) {
        throw new SchemaException("Rows expire in one way.", "table", name);
      }
      expiration = declared;
      return this;
    }

    /**
     * Divides the rows into partitions.
     *
     * @param division how
     * @return this
     * @throws SchemaException when this was said before
     */
    public Builder partitionBy(Partitioning division) {
      Arguments.requireGiven(division, "division");
      if (partitioning != null) {
        throw new SchemaException("A table is partitioned in one way.", "table", name);
      }
      partitioning = division;
      return this;
    }

    /**
     * Ends the description.
     *
     * @return the table
     * @throws SchemaException when it is not possible as described
     */
    public TableSchema build() {
      List<ColumnSchema> declared = new ArrayList<>(columns.size());
      for (ColumnSchema column : columns) {
        boolean nullable = column.nullable() && !primaryKey.contains(column.name());
        declared.add(
            new ColumnSchema(
                column.name(), column.type(), nullable, column.defaultValue(), column.identity()));
      }
      return new TableSchema(name, declared, primaryKey, indexes, checks, partitioning, expiration);
    }
  }
}
