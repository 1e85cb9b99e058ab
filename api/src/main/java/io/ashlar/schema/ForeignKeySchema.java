package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A declared foreign key: the values of some columns are those of a row of another table, or of the
 * same one. A row in which one of the columns is null references nothing.
 *
 * <p>The referenced columns are the primary key of the other table, or the columns of a unique
 * index of it that holds all rows; the types are the same. The table has an index, or a primary
 * key, whose first columns are those of the foreign key, in any order: by it the rows are found
 * that reference a row. Rows of the referenced table do not expire, and its partitions are not
 * dropped.
 *
 * <p>Foreign keys are judged at the end of each statement, at every isolation level by the newest
 * rows, whatever the view of the transaction is.
 *
 * @param name the name, unique among the foreign keys of its table
 * @param columns the referencing columns
 * @param table the referenced table
 * @param referenced the referenced columns, in the order of those that reference them; none for the
 *     primary key
 * @param onDelete what becomes of rows when the row that they reference is deleted
 * @param onUpdate what becomes of rows when the key that they reference is changed
 */
public record ForeignKeySchema(
    String name,
    List<String> columns,
    String table,
    List<String> referenced,
    ReferenceAction onDelete,
    ReferenceAction onUpdate) {

  /**
   * Checks the parts and keeps copies; the rest is checked by the database.
   *
   * @param name the name
   * @param columns the referencing columns
   * @param table the referenced table
   * @param referenced the referenced columns, or none
   * @param onDelete what a delete does
   * @param onUpdate what an update does
   * @throws SchemaException when the foreign key is not possible as described
   */
  public ForeignKeySchema {
    Arguments.requireGiven(name, "name");
    columns = Arguments.allGiven(columns, "columns");
    Arguments.requireGiven(table, "table");
    referenced = Arguments.allGiven(referenced, "referenced");
    Arguments.requireGiven(onDelete, "onDelete");
    Arguments.requireGiven(onUpdate, "onUpdate");
    Names.check("foreignKey", name);
    if (columns.isEmpty()) {
      throw new SchemaException("A foreign key needs a column.", "foreignKey", name);
    }
    if (new HashSet<>(columns).size() < columns.size()
        || new HashSet<>(referenced).size() < referenced.size()) {
      throw new SchemaException("A column occurs twice in a foreign key.", "foreignKey", name);
    }
    if (!referenced.isEmpty() && referenced.size() != columns.size()) {
      throw new SchemaException(
          "A foreign key references as many columns as it has.",
          "foreignKey",
          name,
          "columns",
          columns.size(),
          "referenced",
          referenced.size());
    }
  }

  /**
   * Begins the description of a foreign key.
   *
   * @param name its name
   * @return the builder
   */
  public static Builder named(String name) {
    return new Builder(Arguments.given(name, "name"));
  }

  /** Collects the parts of a foreign key. Not thread-safe. */
  public static final class Builder {

    private final String name;
    private final List<String> columns = new ArrayList<>();
    private String table;
    private final List<String> referenced = new ArrayList<>();
    private ReferenceAction onDelete = ReferenceAction.NO_ACTION;
    private ReferenceAction onUpdate = ReferenceAction.NO_ACTION;

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Adds referencing columns.
     *
     * @param names their names
     * @return this
     */
    public Builder columns(String... names) {
      columns.addAll(List.of(Arguments.allGiven(names, "names")));
      return this;
    }

    /**
     * Says what is referenced.
     *
     * @param other the table
     * @param names the columns, in the order of those that reference them; none for the primary key
     * @return this
     */
    public Builder references(String other, String... names) {
      table = Arguments.given(other, "other");
      referenced.clear();
      referenced.addAll(List.of(Arguments.allGiven(names, "names")));
      return this;
    }

    /**
     * Says what becomes of rows when the row that they reference is deleted; else {@link
     * ReferenceAction#NO_ACTION}.
     *
     * @param action the action
     * @return this
     */
    public Builder onDelete(ReferenceAction action) {
      onDelete = Arguments.given(action, "action");
      return this;
    }

    /**
     * Says what becomes of rows when the key that they reference is changed; else {@link
     * ReferenceAction#NO_ACTION}.
     *
     * @param action the action
     * @return this
     */
    public Builder onUpdate(ReferenceAction action) {
      onUpdate = Arguments.given(action, "action");
      return this;
    }

    /**
     * Ends the description.
     *
     * @return the foreign key
     * @throws SchemaException when it is not possible as described
     */
    public ForeignKeySchema build() {
      if (table == null) {
        throw new SchemaException("A foreign key references a table.", "foreignKey", name);
      }
      return new ForeignKeySchema(name, columns, table, referenced, onDelete, onUpdate);
    }
  }
}
