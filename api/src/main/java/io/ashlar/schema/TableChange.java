package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Predicate;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
 *
 * <p>Long because each step is a record of its own.
 */
public final class TableChange {

  private final List<Step> steps = new ArrayList<>();

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
    steps.add(new Step.AddColumn(new ColumnSchema(Arguments.given(column, "column"), type, true)));
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
    ColumnSchema column =
        new ColumnSchema(last.name(), last.type(), false, last.defaultValue(), false);
    steps.add(new Step.AddColumn(column));
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
    ColumnSchema column = new ColumnSchema(last.name(), last.type(), last.nullable(), value, false);
    steps.add(new Step.AddColumn(column));
    return this;
  }

  private ColumnSchema removeAdded() {
    if (steps.isEmpty() || !(steps.get(steps.size() - 1) instanceof Step.AddColumn added)) {
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
    steps.add(new Step.DropColumn(column));
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
    steps.add(new Step.RenameColumn(column, to));
    return this;
  }

  /**
   * Widens a column: INT to LONG, FLOAT to DOUBLE, DECIMAL to one with as many digits or more on
   * both sides of the point. Handles of it go on working.
   *
   * @param column its name
   * @param type the wider type
   * @return this
   */
  public TableChange widenColumn(String column, ColumnType type) {
    steps.add(new Step.WidenColumn(column, Arguments.given(type, "type")));
    return this;
  }

  /**
   * Forbids null in a column. All rows are read.
   *
   * @param column its name
   * @return this
   */
  public TableChange setNotNull(String column) {
    steps.add(new Step.SetNullable(column, false));
    return this;
  }

  /**
   * Allows null in a column that does not belong to the primary key and numbers no rows.
   *
   * @param column its name
   * @return this
   */
  public TableChange dropNotNull(String column) {
    steps.add(new Step.SetNullable(column, true));
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
    steps.add(new Step.SetDefault(column, Arguments.given(value, "value")));
    return this;
  }

  /**
   * Takes the default of a column away. Rows there are stay as they are.
   *
   * @param column its name
   * @return this
   */
  public TableChange dropDefault(String column) {
    steps.add(new Step.SetDefault(column, null));
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
    steps.add(new Step.AddCheck(new CheckSchema(Arguments.given(check, "check"), predicate)));
    return this;
  }

  /**
   * Drops a check constraint.
   *
   * @param check its name
   * @return this
   */
  public TableChange dropCheck(String check) {
    steps.add(new Step.DropCheck(check));
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
    steps.add(new Step.RenameTable(name));
    return this;
  }

  /**
   * What has been collected.
   *
   * @return the steps in order
   */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  /** One step of a change. */
  public sealed interface Step {

    /**
     * A column more.
     *
     * @param column the column
     */
    record AddColumn(ColumnSchema column) implements Step {

      /**
       * Checks the parts.
       *
       * @param column the column
       */
      public AddColumn {
        Arguments.requireGiven(column, "column");
      }
    }

    /**
     * A column less.
     *
     * @param column its name
     */
    record DropColumn(String column) implements Step {

      /**
       * Checks the parts.
       *
       * @param column the name of the column
       */
      public DropColumn {
        Arguments.requireGiven(column, "column");
      }
    }

    /**
     * Another name of a column.
     *
     * @param column its name
     * @param to its new name
     */
    record RenameColumn(String column, String to) implements Step {

      /**
       * Checks the parts.
       *
       * @param column the name of the column
       * @param to its new name
       */
      public RenameColumn {
        Arguments.requireGiven(column, "column");
        Arguments.requireGiven(to, "to");
      }
    }

    /**
     * A wider type of a column.
     *
     * @param column its name
     * @param type the type
     */
    record WidenColumn(String column, ColumnType type) implements Step {

      /**
       * Checks the parts.
       *
       * @param column the name of the column
       * @param type its new type
       */
      public WidenColumn {
        Arguments.requireGiven(column, "column");
        Arguments.requireGiven(type, "type");
      }
    }

    /**
     * Null allowed or forbidden.
     *
     * @param column its name
     * @param nullable whether it is allowed
     */
    record SetNullable(String column, boolean nullable) implements Step {

      /**
       * Checks the parts.
       *
       * @param column the name of the column
       * @param nullable whether it may be null
       */
      public SetNullable {
        Arguments.requireGiven(column, "column");
      }
    }

    /**
     * Another default.
     *
     * @param column its name
     * @param value the default, or null for none
     */
    record SetDefault(String column, Object value) implements Step {

      /**
       * Keeps a copy of a default of bytes.
       *
       * @param column its name
       * @param value the default, or null for none
       */
      public SetDefault {
        Arguments.requireGiven(column, "column");
        value = ColumnSchema.copy(value);
      }

      /**
       * The default.
       *
       * @return the value, of bytes a copy; null for none
       */
      @Override
      public Object value() {
        return ColumnSchema.copy(value);
      }

      /**
       * Equal when both parts are; bytes by their content.
       *
       * @param other the other
       * @return whether they are equal
       */
      @Override
      public boolean equals(Object other) {
        return other instanceof SetDefault set
            && Objects.equals(column, set.column)
            && Objects.deepEquals(value, set.value);
      }

      /**
       * Fits {@link #equals}.
       *
       * @return the hash
       */
      @Override
      public int hashCode() {
        return Objects.hashCode(column);
      }
    }

    /**
     * A check more.
     *
     * @param check the check
     */
    record AddCheck(CheckSchema check) implements Step {

      /**
       * Checks the parts.
       *
       * @param check the check
       */
      public AddCheck {
        Arguments.requireGiven(check, "check");
      }
    }

    /**
     * A check less.
     *
     * @param check its name
     */
    record DropCheck(String check) implements Step {

      /**
       * Checks the parts.
       *
       * @param check its name
       */
      public DropCheck {
        Arguments.requireGiven(check, "check");
      }
    }

    /**
     * Another name of the table.
     *
     * @param name the name
     */
    record RenameTable(String name) implements Step {

      /**
       * Checks the parts.
       *
       * @param name the new name
       */
      public RenameTable {
        Arguments.requireGiven(name, "name");
      }
    }
  }
}
