package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Predicate;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the steps of one change of a table, which is made as a whole or not at all. Each step
 * sees the table as the steps before it have left it. Not thread-safe.
 *
 * <pre>{@code
 * db.schema().alterTable(
 *     "people",
 *     change ->
 *         change
 *             .addColumn("score", ColumnType.LONG).notNull().defaultValue(0)
 *             .renameColumn("name", "full_name")
 *             .addCheck("not_negative", LongColumn.named("score").atLeast(0)));
 * }</pre>
 *
 * <p>Whether a step is possible is checked when the change is made.
 */
public final class TableChange {

  private final List<TableStep> steps = new ArrayList<>();

  /** Makes a change without steps. */
  public TableChange() {}

  /**
   * Adds a column behind the others. It may be null unless {@link #notNull} follows.
   *
   * @param column its name
   * @param type its type
   * @return this
   */
  public TableChange addColumn(String column, ColumnType type) {
    steps.add(
        new TableStep.AddColumn(new ColumnSchema(Arguments.given(column, "column"), type, true)));
    return this;
  }

  /**
   * Forbids null in the column whose addition is the last step. It needs a default then.
   *
   * @return this
   * @throws SchemaException when the last step adds no column
   */
  public TableChange notNull() {
    ColumnSchema last = removeAdded();
    steps.add(new TableStep.AddColumn(last.withNullable(false)));
    return this;
  }

  /**
   * Gives the column whose addition is the last step a default: rows there are have it from then
   * on, without being rewritten, and so have inserts that do not set the column.
   *
   * @param value the value in the Java type of the column; an int does for a LONG
   * @return this
   * @throws SchemaException when the last step adds no column
   */
  public TableChange defaultValue(Object value) {
    ColumnSchema last = removeAdded();
    Arguments.requireGiven(value, "value");
    steps.add(new TableStep.AddColumn(last.withDefault(value)));
    return this;
  }

  /**
   * Gives the column whose addition is the last step a default that is computed when an insert does
   * not set the column. Rows there are have the time of the change, if it is a time; other values
   * would have to differ from row to row, so that there may be no rows then.
   *
   * @param value what is computed
   * @return this
   * @throws SchemaException when the last step adds no column, or it cannot hold what is computed
   */
  public TableChange defaultTo(DefaultValue value) {
    return defaultValue(value);
  }

  /**
   * Notes the type by which the column whose addition is the last step was declared.
   *
   * @param declaredType a text such as {@code varchar(40)}, see {@link ColumnSchema}
   * @return this
   * @throws SchemaException when the last step adds no column, or the text is too long, empty or
   *     has an unpaired surrogate
   */
  public TableChange declaredType(String declaredType) {
    Arguments.requireGiven(declaredType, "declaredType");
    ColumnSchema last = removeAdded();
    steps.add(new TableStep.AddColumn(last.withDeclaredType(declaredType)));
    return this;
  }

  /**
   * Limits the values of the column whose addition is the last step.
   *
   * @param maxLength characters of a STRING or bytes of BYTES, or {@link ColumnSchema#UNLIMITED}
   * @return this
   * @throws SchemaException when the last step adds no column, or none of such a type, or the
   *     length is negative
   */
  public TableChange maxLength(int maxLength) {
    ColumnSchema last = removeAdded();
    steps.add(new TableStep.AddColumn(last.withMaxLength(maxLength)));
    return this;
  }

  /**
   * Comments the column whose addition is the last step.
   *
   * @param comment the text
   * @return this
   * @throws SchemaException when the last step adds no column, or the text is too long, empty or
   *     has an unpaired surrogate
   */
  public TableChange comment(String comment) {
    Arguments.requireGiven(comment, "comment");
    ColumnSchema last = removeAdded();
    steps.add(new TableStep.AddColumn(last.withComment(comment)));
    return this;
  }

  private ColumnSchema removeAdded() {
    if (steps.isEmpty() || !(steps.get(steps.size() - 1) instanceof TableStep.AddColumn added)) {
      throw new SchemaException("This follows the addition of a column.");
    }
    steps.remove(steps.size() - 1);
    return added.column();
  }

  /**
   * Drops a column that neither the primary key nor an index nor a check uses.
   *
   * @param column its name
   * @return this
   */
  public TableChange dropColumn(String column) {
    steps.add(new TableStep.DropColumn(column));
    return this;
  }

  /**
   * Renames a column. Handles of it go on working.
   *
   * @param column its name
   * @param to its new name
   * @return this
   */
  public TableChange renameColumn(String column, String to) {
    steps.add(new TableStep.RenameColumn(column, to));
    return this;
  }

  /**
   * Widens a column: INT to LONG, FLOAT to DOUBLE, DECIMAL to one with as many digits or more on
   * both sides of the point. Handles of it go on working; the type by which it was declared is
   * forgotten.
   *
   * @param column its name
   * @param type the wider type
   * @return this
   */
  public TableChange widenColumn(String column, ColumnType type) {
    steps.add(new TableStep.WidenColumn(column, Arguments.given(type, "type")));
    return this;
  }

  /**
   * Forbids null in a column. All rows are read.
   *
   * @param column its name
   * @return this
   */
  public TableChange setNotNull(String column) {
    steps.add(new TableStep.SetNullable(column, false));
    return this;
  }

  /**
   * Allows null in a column that does not belong to the primary key and numbers no rows.
   *
   * @param column its name
   * @return this
   */
  public TableChange dropNotNull(String column) {
    steps.add(new TableStep.SetNullable(column, true));
    return this;
  }

  /**
   * Sets what inserts write that do not set the column. Rows there are stay as they are.
   *
   * @param column its name
   * @param value the value in the Java type of the column; an int does for a LONG
   * @return this
   */
  public TableChange setDefault(String column, Object value) {
    steps.add(new TableStep.SetDefault(column, Arguments.given(value, "value")));
    return this;
  }

  /**
   * Sets what is computed for inserts that do not set the column. Rows there are stay as they are.
   *
   * @param column its name
   * @param value what is computed
   * @return this
   */
  public TableChange setDefault(String column, DefaultValue value) {
    steps.add(new TableStep.SetDefault(column, Arguments.given(value, "value")));
    return this;
  }

  /**
   * Takes the default of a column away. Rows there are stay as they are.
   *
   * @param column its name
   * @return this
   */
  public TableChange dropDefault(String column) {
    steps.add(new TableStep.SetDefault(column, null));
    return this;
  }

  /**
   * Adds a check constraint. All rows are read.
   *
   * @param check its name, unique among the checks of the table
   * @param predicate what no row may make false; constants only
   * @return this
   */
  public TableChange addCheck(String check, Predicate predicate) {
    steps.add(new TableStep.AddCheck(new CheckSchema(Arguments.given(check, "check"), predicate)));
    return this;
  }

  /**
   * Drops a check constraint.
   *
   * @param check its name
   * @return this
   */
  public TableChange dropCheck(String check) {
    steps.add(new TableStep.DropCheck(check));
    return this;
  }

  /**
   * Notes the type by which a column was declared. Nothing is made of it.
   *
   * @param column its name
   * @param declaredType a text such as {@code varchar(40)}, see {@link ColumnSchema}
   * @return this
   * @throws SchemaException when the text is too long, empty or has an unpaired surrogate
   */
  public TableChange setDeclaredType(String column, String declaredType) {
    Arguments.requireGiven(declaredType, "declaredType");
    steps.add(new TableStep.SetDeclaredType(column, declaredType));
    return this;
  }

  /**
   * Forgets the type by which a column was declared.
   *
   * @param column its name
   * @return this
   */
  public TableChange dropDeclaredType(String column) {
    steps.add(new TableStep.SetDeclaredType(column, null));
    return this;
  }

  /**
   * Limits the values of a STRING or BYTES column. All rows are read, unless the limit is as wide
   * as the one before it.
   *
   * @param column its name
   * @param maxLength characters or bytes, or {@link ColumnSchema#UNLIMITED}
   * @return this
   * @throws SchemaException when the length is negative
   */
  public TableChange setMaxLength(String column, int maxLength) {
    steps.add(new TableStep.SetMaxLength(column, maxLength));
    return this;
  }

  /**
   * Comments a column.
   *
   * @param column its name
   * @param comment the text
   * @return this
   * @throws SchemaException when the text is too long, empty or has an unpaired surrogate
   */
  public TableChange setComment(String column, String comment) {
    Arguments.requireGiven(comment, "comment");
    steps.add(new TableStep.SetComment(column, comment));
    return this;
  }

  /**
   * Takes the comment of a column away.
   *
   * @param column its name
   * @return this
   */
  public TableChange dropComment(String column) {
    steps.add(new TableStep.SetComment(column, null));
    return this;
  }

  /**
   * Comments the table.
   *
   * @param comment the text
   * @return this
   * @throws SchemaException when the text is too long, empty or has an unpaired surrogate
   */
  public TableChange setTableComment(String comment) {
    steps.add(new TableStep.SetTableComment(Arguments.given(comment, "comment")));
    return this;
  }

  /**
   * Takes the comment of the table away.
   *
   * @return this
   */
  public TableChange dropTableComment() {
    steps.add(new TableStep.SetTableComment(null));
    return this;
  }

  /**
   * Adds a foreign key, after all other steps of the change whatever their order. All rows are
   * read.
   *
   * @param foreignKey the foreign key
   * @return this
   */
  public TableChange addForeignKey(ForeignKeySchema foreignKey) {
    steps.add(new TableStep.AddForeignKey(Arguments.given(foreignKey, "foreignKey")));
    return this;
  }

  /**
   * Drops a foreign key, before all other steps of the change whatever their order.
   *
   * @param foreignKey its name
   * @return this
   */
  public TableChange dropForeignKey(String foreignKey) {
    steps.add(new TableStep.DropForeignKey(foreignKey));
    return this;
  }

  /**
   * Renames the table. The object of it goes on working.
   *
   * @param name the new name
   * @return this
   */
  public TableChange renameTo(String name) {
    Arguments.requireGiven(name, "name");
    Names.check("table", name);
    steps.add(new TableStep.RenameTable(name));
    return this;
  }

  /**
   * Renames an index, which is not being built. Statements that name it are prepared anew.
   *
   * @param index its name
   * @param to the new name
   * @return this
   */
  public TableChange renameIndex(String index, String to) {
    Arguments.requireGiven(index, "index");
    Arguments.requireGiven(to, "to");
    Names.check("index", to);
    steps.add(new TableStep.RenameIndex(index, to));
    return this;
  }

  /**
   * What has been collected.
   *
   * @return the steps in order
   */
  public List<TableStep> steps() {
    return List.copyOf(steps);
  }
}
