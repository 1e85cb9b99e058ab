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
 * <p>A table without primary key may have the same row more than once. Its rows are found by
 * predicates and by the keys of unique indexes, are scanned in the order in which they were
 * inserted where no other is asked for, and are neither got nor upserted by a key that they have
 * not. It is not partitioned, and it gets no primary key later.
 *
 * <p>Long because its builder has a method for each part of a table.
 *
 * @param name the name, unique in its database
 * @param columns the columns in order, 1 to {@value #MAX_COLUMNS}
 * @param primaryKey names of the columns of the primary key in order; none for a table without
 * @param indexes the secondary indexes
 * @param checks the check constraints
 * @param partitioning how its rows are divided, or null when they are not
 * @param expiration when its rows expire, or null for never
 * @param comment what somebody says of it, of at most {@value #MAX_COMMENT} characters; or null
 * @param foreignKeys the foreign keys
 */
public record TableSchema(
    String name,
    List<ColumnSchema> columns,
    List<String> primaryKey,
    List<IndexSchema> indexes,
    List<CheckSchema> checks,
    Partitioning partitioning,
    Expiration expiration,
    String comment,
    List<ForeignKeySchema> foreignKeys) {

  /** Most columns that a table may have. */
  public static final int MAX_COLUMNS = 1_000;

  /** Most characters of a comment on a table or a column. */
  public static final int MAX_COMMENT = 4_000;

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
   * @param comment the comment, or null
   * @param foreignKeys the foreign keys
   * @throws SchemaException when the table is not possible as described; the facts name the part
   */
  public TableSchema {
    Arguments.requireGiven(name, "name");
    columns = Arguments.allGiven(columns, "columns");
    primaryKey = Arguments.allGiven(primaryKey, "primaryKey");
    indexes = Arguments.allGiven(indexes, "indexes");
    checks = Arguments.allGiven(checks, "checks");
    foreignKeys = Arguments.allGiven(foreignKeys, "foreignKeys");
    Names.check("table", name);
    SchemaRules.checkColumns(name, columns);
    SchemaRules.checkPrimaryKey(name, columns, primaryKey);
    SchemaRules.checkIndexes(name, columns, indexes);
    SchemaRules.checkChecks(name, checks);
    SchemaRules.checkForeignKeys(name, columns, foreignKeys);
    if (partitioning != null) {
      partitioning.check(name, columns, primaryKey, indexes);
    }
    if (expiration != null) {
      expiration.check(name, columns);
    }
    Names.checkText("comment", comment, MAX_COMMENT);
  }

  /**
   * A table without comment and foreign keys.
   *
   * @param name the name
   * @param columns the columns
   * @param primaryKey the primary key
   * @param indexes the secondary indexes
   * @param checks the check constraints
   * @param partitioning how its rows are divided, or null when they are not
   * @param expiration when its rows expire, or null for never
   * @throws SchemaException when the table is not possible as described
   */
  public TableSchema(
      String name,
      List<ColumnSchema> columns,
      List<String> primaryKey,
      List<IndexSchema> indexes,
      List<CheckSchema> checks,
      Partitioning partitioning,
      Expiration expiration) {
    this(name, columns, primaryKey, indexes, checks, partitioning, expiration, null, List.of());
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
    this(name, columns, primaryKey, indexes, List.of(), null, null, null, List.of());
  }

  /**
   * The same table with other foreign keys.
   *
   * @param others the foreign keys
   * @return the table
   */
  public TableSchema withForeignKeys(List<ForeignKeySchema> others) {
    return new TableSchema(
        name,
        columns,
        primaryKey,
        indexes,
        checks,
        partitioning,
        expiration,
        comment,
        Arguments.allGiven(others, "others"));
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
    private final List<ForeignKeySchema> foreignKeys = new ArrayList<>();
    private Partitioning partitioning;
    private Expiration expiration;
    private String comment;

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
      columns.add(removeLast("NOT NULL follows a column.").withNullable(false));
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
      columns.add(removeLast("A default follows a column.").withDefault(value));
      return this;
    }

    /**
     * Gives the column that was added last a default that is computed when an insert does not set
     * the column.
     *
     * @param value what is computed
     * @return this
     * @throws SchemaException when no column has been added, or it cannot hold what is computed
     */
    public Builder defaultTo(DefaultValue value) {
      Arguments.requireGiven(value, "value");
      columns.add(removeLast("A default follows a column.").withDefault(value));
      return this;
    }

    /**
     * Notes the type by which the column that was added last was declared.
     *
     * @param declaredType a text such as {@code varchar(40)}, see {@link ColumnSchema}
     * @return this
     * @throws SchemaException when no column has been added, or the text is too long, empty or has
     *     an unpaired surrogate
     */
    public Builder declaredType(String declaredType) {
      Arguments.requireGiven(declaredType, "declaredType");
      columns.add(removeLast("A type follows a column.").withDeclaredType(declaredType));
      return this;
    }

    /**
     * Limits the values of the column that was added last.
     *
     * @param maxLength characters of a STRING or bytes of BYTES, or {@link ColumnSchema#UNLIMITED}
     * @return this
     * @throws SchemaException when no column has been added, or none of such a type, or the length
     *     is negative
     */
    public Builder maxLength(int maxLength) {
      columns.add(removeLast("A length follows a column.").withMaxLength(maxLength));
      return this;
    }

    /**
     * Comments the column that was added last.
     *
     * @param text the comment
     * @return this
     * @throws SchemaException when no column has been added, or the text is too long, empty or has
     *     an unpaired surrogate
     */
    public Builder comment(String text) {
      Arguments.requireGiven(text, "text");
      columns.add(removeLast("A comment follows a column.").withComment(text));
      return this;
    }

    /**
     * Comments the table.
     *
     * @param text the comment
     * @return this
     */
    public Builder tableComment(String text) {
      comment = Arguments.given(text, "text");
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
      columns.add(removeLast("IDENTITY follows a column.").numbered());
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
     * Adds a foreign key.
     *
     * @param foreignKey its name, unique among the foreign keys of the table
     * @param parts describes it
     * @return this
     */
    public Builder foreignKey(String foreignKey, UnaryOperator<ForeignKeySchema.Builder> parts) {
      ForeignKeySchema.Builder built =
          Arguments.given(parts, "parts")
              .apply(ForeignKeySchema.named(Arguments.given(foreignKey, "foreignKey")));
      if (built == null) {
        throw new IllegalUseException("The function returned no foreign key.", "argument", "parts");
      }
      foreignKeys.add(built.build());
      return this;
    }

    /**
     * Sets the primary key; its columns become NOT NULL. A table of which this is not said has
     * none.
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
        declared.add(column.withNullable(nullable));
      }
      return new TableSchema(
          name,
          declared,
          primaryKey,
          indexes,
          checks,
          partitioning,
          expiration,
          comment,
          foreignKeys);
    }
  }
}
